package org.shanyraq.crm.capture.web;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.running.UserToken;

/**
 * Measures what it takes to log an interaction, with its audit entries and the words by which it is found, over HTTP and with a real
 * database: once as a record, once as a line of two people, a topic and a follow-up, and what reading such a line takes while it is typed.
 * Arguments, in any order:
 *
 * <ul>
 *   <li>{@code contacts=2000}: how many fictional people are known
 *   <li>{@code times=500}: how many of each are measured
 *   <li>{@code people=4}: how many log at a time
 * </ul>
 */
public final class LoggingBenchmark {

    private static final String TEXT =
            "They back the corridor in principle, ask for the tariff of the next year and for a map of the ports";

    private final CrmServer server;
    private final ExecutorService people;
    private final ApiCalls api;

    private LoggingBenchmark(CrmServer server, int people) {
        this.server = server;
        this.people = Executors.newFixedThreadPool(people);
        this.api = new ApiCalls(server.address(), UserToken.of("diplomat"));
    }

    public static void main(String[] arguments) throws Exception {
        LocalApplication.Parts parts = RunningCrm.parts("logging_benchmark");
        try (CrmServer server = RunningCrm.start(parts, RunningCrm.WITHOUT_DEMO_DATA)) {
            new LoggingBenchmark(server, told(arguments, "people", 4))
                    .measure(told(arguments, "contacts", 2_000), told(arguments, "times", 500));
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

    private void measure(int contacts, int times) throws Exception {
        List<String> ids = all(contacts, i -> made("/contacts", contact(i)));
        String today = LocalDate.now(ZoneId.of("Europe/Brussels")).minusDays(1).toString();
        System.out.printf(
                Locale.ROOT,
                "%n%-44s %9s %8s %8s %14s %14s%n",
                contacts + " contacts, " + times + " of each; milliseconds",
                "a second",
                "p50",
                "p95",
                "CPU program",
                "CPU database");
        Work<String> record = i -> made(
                "/interactions",
                Map.of(
                        "kind",
                        "meeting",
                        "day",
                        today,
                        "zone",
                        "Europe/Brussels",
                        "participants",
                        List.of(
                                Map.of("contact", ids.get(i % contacts)),
                                Map.of("contact", ids.get((i + 1) % contacts))),
                        "summary",
                        TEXT + " " + i,
                        "sensitivity",
                        "internal"));
        Work<String> reading = i -> posted("/captures/reading", Map.of("line", line(i, contacts)), 200);
        Work<String> line = i -> posted("/captures", Map.of("line", line(i, contacts)), 201);
        for (Work<String> work : List.of(record, reading, line)) {
            all(times / 5, work);
        }
        print("an interaction as a record", times, record);
        print("reading a line", times, reading);
        print("a line: interaction and follow-up", times, line);
    }

    private static Map<String, Object> contact(int i) {
        return Map.of(
                "names",
                List.of(Map.of("kind", "latin", "given", "Benchmark", "family", family(i))),
                "sensitivity",
                "internal");
    }

    /** Three syllables, of which no two numbers have the same. */
    private static String family(int i) {
        String[] syllables = {
            "ba", "ke", "li", "mo", "nu", "pra", "ste", "fi", "gro", "zu", "dal", "rem", "tin", "vok", "jus", "hel"
        };
        return "K" + syllables[i % 16] + syllables[i / 16 % 16] + syllables[i / 256 % 16];
    }

    private static String line(int i, int contacts) {
        return "met @Benchmark " + family(i % contacts) + " and @Benchmark " + family((i + 1) % contacts)
                + " at #security: " + TEXT + " " + i + " !+3 send the tariff";
    }

    private String made(String path, Object body) {
        return posted(path, body, 201);
    }

    private String posted(String path, Object body, int wanted) {
        ApiCalls.Answer answer = api.post(path, body);
        if (answer.status() != wanted) {
            throw new IllegalStateException(answer.status() + ": " + answer.body());
        }
        return answer.body().path("id").asString("");
    }

    private void print(String what, int times, Work<String> work) throws Exception {
        double program = server.processorTime().toMillis();
        double database = ofDatabase();
        long start = System.nanoTime();
        List<Double> each = all(times, i -> {
            long began = System.nanoTime();
            work.of(i);
            return (System.nanoTime() - began) / 1e6;
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        each.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%-44s %9.0f %8.1f %8.1f %14.1f %14.1f%n",
                what,
                times / seconds,
                each.get(times / 2),
                each.get(times * 95 / 100),
                (server.processorTime().toMillis() - program) / times,
                (ofDatabase() - database) / times);
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
