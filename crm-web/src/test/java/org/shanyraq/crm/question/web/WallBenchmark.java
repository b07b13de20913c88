package org.shanyraq.crm.question.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shanyraq.crm.invitation.web.InvitedGuests;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.running.UserToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Measures how long it takes until everybody who looks at the wall or the guests' page of a hall is told of a question, while questions come in, each from a
 * device of its own, and are approved at once. Fictional. Prints, from the moment on at which the approval is sent, when half, 95 of a hundred and all of
 * the listeners knew, and the processor time of the program and the database for each question. Arguments, in any order:
 *
 * <ul>
 *   <li>{@code listeners=500}: how many
 *   <li>{@code questions=50}: how many come in a minute
 *   <li>{@code seconds=60}: how long
 * </ul>
 */
public final class WallBenchmark {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Pattern QUESTION = Pattern.compile("\"text\":\"(Question [0-9a-f-]{36})\"");

    /** When a question was approved, by its text. */
    private final Map<String, Long> approved = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<Double> delays = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ready = new AtomicInteger();
    private final CrmServer server;
    private final JdbcClient database;

    private WallBenchmark(CrmServer server, JdbcClient database) {
        this.server = server;
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        LocalApplication.Parts parts = RunningCrm.parts("wall_benchmark");
        try (CrmServer server = RunningCrm.start(parts, RunningCrm.WITHOUT_DEMO_DATA)) {
            new WallBenchmark(
                            server,
                            JdbcClient.create(new DriverManagerDataSource(
                                    parts.databaseUrl(), parts.databaseUsername(), parts.databasePassword())))
                    .measure(
                            told(arguments, "listeners", 500),
                            told(arguments, "questions", 50),
                            told(arguments, "seconds", 60));
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

    private void measure(int listeners, int perMinute, int seconds) throws Exception {
        HttpBrowser officer = new HttpBrowser(server.address());
        officer.signIn("protocol");
        String csrf = officer.csrf("/crm/me");
        String dialogue =
                new InvitedGuests(user -> new ApiCalls(server.address(), UserToken.of(user)), "Wall", 500).dialogue();
        String hall = "/crm" + dialogue + "/hall";
        officer.post(hall + "/terms", Map.of("asking", "true", "anonymous", "true", "voting", "true", "_csrf", csrf));
        Map<String, Object> secrets = database.sql("select guests, wall from crm_question_hall")
                .query()
                .singleRow();
        String guests = "/crm/q/" + secrets.get("guests");
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < listeners; i++) {
            open.add(listen(i % 10 == 0 ? "/crm/wall/" + secrets.get("wall") : guests));
        }
        while (ready.get() < listeners) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        double program = server.processorTime().toMillis();
        double mariadb = ofDatabase();
        ScheduledExecutorService asking = Executors.newScheduledThreadPool(4);
        AtomicInteger failures = new AtomicInteger();
        ScheduledFuture<?> unused = asking.scheduleAtFixedRate(
                () -> {
                    try {
                        askAndApprove(guests, hall, officer, csrf);
                    } catch (Exception failed) {
                        failures.incrementAndGet();
                    }
                },
                0,
                60_000 / perMinute,
                TimeUnit.MILLISECONDS);
        TimeUnit.SECONDS.sleep(seconds);
        asking.shutdown();
        if (!asking.awaitTermination(10, TimeUnit.SECONDS)) {
            failures.incrementAndGet();
        }
        TimeUnit.SECONDS.sleep(3);
        program = server.processorTime().toMillis() - program;
        mariadb = ofDatabase() - mariadb;
        double[] sorted =
                delays.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%d listeners, %d questions in %d s, %d failed; told %d of %d times%n"
                        + "p50 %.0f ms, p95 %.0f ms, all %.0f ms; program %.1f ms, database %.1f ms a question%n",
                listeners,
                approved.size(),
                seconds,
                failures.get(),
                sorted.length,
                approved.size() * listeners,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length - 1],
                program / approved.size(),
                mariadb / approved.size());
        for (Socket one : open) {
            one.close();
        }
    }

    /** A device that is used for one question, and an officer who approves it. */
    private void askAndApprove(String guests, String hall, HttpBrowser officer, String csrf) throws Exception {
        String text = "Question " + UUID.randomUUID();
        HttpResponse<String> page = HTTP.send(
                HttpRequest.newBuilder(URI.create(server.address() + guests)).build(),
                HttpResponse.BodyHandlers.ofString());
        String device = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        HTTP.send(
                HttpRequest.newBuilder(URI.create(server.address() + guests))
                        .header("Cookie", device)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("entry=" + UUID.randomUUID() + "&text="
                                + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        Map<String, Object> row = database.sql("select lower(hex(id)) as id, version from crm_question where text = ?")
                .param(text)
                .query()
                .singleRow();
        String id = String.valueOf(row.get("id")).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        // Before it is asked for: who knows sooner than the answer is here knew in time.
        approved.put(text, System.nanoTime());
        officer.post(
                hall + "/questions/" + id + "/approve",
                Map.of("version", String.valueOf(row.get("version")), "_csrf", csrf));
    }

    private Socket listen(String path) throws Exception {
        URI address = URI.create(server.address());
        Socket socket = new Socket(address.getHost(), address.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("GET " + path + ".live HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Thread reader = new Thread(null, () -> read(socket), "listener", 128 * 1024);
        reader.setDaemon(true);
        reader.start();
        return socket;
    }

    private void read(Socket socket) {
        Set<String> known = new HashSet<>();
        boolean began = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("data: ")) {
                    continue;
                }
                long now = System.nanoTime();
                if (!began) {
                    began = true;
                    ready.incrementAndGet();
                }
                Matcher question = QUESTION.matcher(line);
                while (question.find()) {
                    Long since = approved.get(question.group(1));
                    if (since != null && known.add(question.group(1))) {
                        delays.add((now - since) / 1e6);
                    }
                }
            }
        } catch (IOException over) {
            // The measurement is done.
        }
    }

    private static double ofDatabase() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("mariadbd"))
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum();
    }
}
