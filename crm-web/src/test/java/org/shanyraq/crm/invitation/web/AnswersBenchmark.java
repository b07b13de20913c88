package org.shanyraq.crm.invitation.web;

import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.running.UserToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Measures how many answers a second guests can give on their pages, all to one dialogue, over HTTP, with a real database: first while nothing is to be
 * sent, and then while as many mails as there are guests are in the queue and being sent. Fictional guests are invited by mail to get their
 * links. Prints the answers a second, what one takes, and the processor time of application and database for each. Arguments, in any order:
 *
 * <ul>
 *   <li>{@code guests=1000}: how many; half answer in each of the two
 *   <li>{@code seats=300}: of the dialogue, so that the later ones wait
 *   <li>{@code people=8}: how many answer at a time
 * </ul>
 */
public final class AnswersBenchmark {

    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");
    private static final String DOMAIN = "bench.example.org";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private final CrmServer server;
    private final ExecutorService people;
    private final JdbcClient database;

    private AnswersBenchmark(CrmServer server, JdbcClient database, int people) {
        this.server = server;
        this.database = database;
        this.people = Executors.newFixedThreadPool(people);
    }

    public static void main(String[] arguments) throws Exception {
        LocalApplication.Parts parts = RunningCrm.parts("answers_benchmark");
        try (CrmServer server = RunningCrm.start(parts, RunningCrm.WITHOUT_DEMO_DATA)) {
            new AnswersBenchmark(
                            server,
                            JdbcClient.create(new DriverManagerDataSource(
                                    parts.databaseUrl(), parts.databaseUsername(), parts.databasePassword())),
                            told(arguments, "people", 8))
                    .measure(told(arguments, "guests", 1_000), told(arguments, "seats", 300));
        }
        System.exit(0);
    }

    private static int told(String[] arguments, String name, int usual) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> Integer.valueOf(argument.substring(name.length() + 1)))
                .findFirst()
                .orElse(usual);
    }

    private void measure(int guests, int seats) throws Exception {
        var invited = new InvitedGuests(user -> new ApiCalls(server.address(), UserToken.of(user)), "Answers", seats);
        List<String> contacts = all(guests, i -> invited.contact("guest" + i, "Benchmark", "en", DOMAIN));
        for (int i = 0; i < guests; i += 100) {
            invited.propose(contacts.subList(i, Math.min(guests, i + 100)));
        }
        invited.approveAll();
        invited.invite();
        Map<String, MimeMessage> mails = RunningCrm.firstMailsTo(DOMAIN, guests);
        List<URI> pages = new ArrayList<>();
        for (int i = 0; i < guests; i++) {
            pages.add(URI.create(InvitedGuests.link(Objects.requireNonNull(mails.get("guest" + i + "@" + DOMAIN)))));
        }
        List<String> forms = all(guests, i -> form(pages.get(i)));

        System.out.printf(
                Locale.ROOT,
                "%n%-44s %9s %8s %8s %14s %14s%n",
                guests + " guests, " + seats + " seats; milliseconds",
                "answers/s",
                "p50",
                "p95",
                "CPU program",
                "CPU database");
        int half = guests / 2;
        int warm = half / 5;
        answers(pages, forms, 0, warm);
        print("with nothing to send", answers(pages, forms, warm, half));
        invited.move("House of the river");
        invited.send("update");
        print("with " + queued() + " mails queued, being sent", answers(pages, forms, half, guests));
        System.out.printf("%d mails were still in the queue after the last answer%n", queued());
    }

    private long queued() {
        return database.sql("select count(*) from crm_mail where state in ('WAITING', 'SENDING')")
                .query(Long.class)
                .single();
    }

    private record Measured(int answers, double seconds, double[] each, double program, double database) {}

    private Measured answers(List<URI> pages, List<String> forms, int from, int to) throws Exception {
        double program = server.processorTime().toMillis();
        double database = ofDatabase();
        long start = System.nanoTime();
        List<Double> each = all(to - from, i -> {
            long began = System.nanoTime();
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(pages.get(from + i))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("reply=ACCEPT&form=" + forms.get(from + i)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
            }
            return (System.nanoTime() - began) / 1e6;
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measured(
                to - from,
                seconds,
                each.stream().mapToDouble(Double::doubleValue).sorted().toArray(),
                server.processorTime().toMillis() - program,
                ofDatabase() - database);
    }

    private static void print(String what, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "%-44s %9.0f %8.1f %8.1f %14.1f %14.1f%n",
                what,
                measured.answers() / measured.seconds(),
                measured.each()[measured.answers() / 2],
                measured.each()[measured.answers() * 95 / 100],
                measured.program() / measured.answers(),
                measured.database() / measured.answers());
    }

    /** Milliseconds of processor time of the embedded database. */
    private static double ofDatabase() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("mariadbd"))
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum();
    }

    private static String form(URI page) throws Exception {
        String body = HTTP.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher form = FORM.matcher(body);
        if (!form.find()) {
            throw new IllegalStateException(body);
        }
        return form.group(1);
    }

    private interface Work<T> {
        T of(int i) throws Exception;
    }

    private <T> List<T> all(int times, Work<T> work) throws Exception {
        List<Callable<T>> calls = new ArrayList<>();
        IntStream.range(0, times).forEach(i -> calls.add(() -> work.of(i)));
        List<T> results = new ArrayList<>();
        for (Future<T> one : people.invokeAll(calls)) {
            results.add(one.get());
        }
        return results;
    }
}
