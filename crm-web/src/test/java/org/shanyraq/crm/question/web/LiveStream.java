package org.shanyraq.crm.question.web;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.shanyraq.crm.running.RunningCrm;

/** What somebody who listens to a hall is told, as it comes. */
final class LiveStream implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final String DATA = "data: ";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> answer;
    private final CompletableFuture<Void> reading;

    private LiveStream(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.reading = CompletableFuture.runAsync(() -> {
            try (Stream<String> lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)).lines()) {
                lines.filter(line -> line.startsWith(DATA)).forEach(line -> told.add(line.substring(DATA.length())));
            }
        });
    }

    /** @param cookies as a browser sends them, or empty */
    static LiveStream open(String path, String cookies) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(RunningCrm.address() + path)).header("Accept", "text/event-stream");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return new LiveStream(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    List<String> told() {
        return told;
    }

    String last() {
        return told.isEmpty() ? "" : told.get(told.size() - 1);
    }

    void awaitLast(Predicate<String> wanted) {
        await().atMost(Duration.ofSeconds(20)).until(() -> wanted.test(last()));
    }

    /** Waits until the server ended it. */
    void awaitEnd() {
        await().atMost(Duration.ofSeconds(20)).until(reading::isDone);
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
