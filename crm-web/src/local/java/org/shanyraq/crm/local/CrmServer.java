package org.shanyraq.crm.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The application in a JVM of its own, so that a test can kill it and start it again, or run two on one database. */
public final class CrmServer implements AutoCloseable {

    private static final String APPLICATION = "org.shanyraq.crm.standalone.CrmApplication";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Path log;

    private CrmServer(Process process, int port, int managementPort, Path log) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.log = log;
    }

    /**
     * Starts the application on these parts and returns when it says that it is ready.
     *
     * @param port of the application; take it from {@link LocalPorts#free()} and allow its address in Keycloak
     * @param extraArguments come last, so they win
     * @throws IllegalStateException with the end of its log, if it does not get ready
     */
    public static CrmServer start(int port, LocalApplication.Parts parts, String... extraArguments) {
        CrmServer server = launch(port, parts, extraArguments);
        server.awaitReady();
        return server;
    }

    /** As {@link #start}, without waiting. */
    public static CrmServer launch(int port, LocalApplication.Parts parts, String... extraArguments) {
        int managementPort = LocalPorts.free();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-Duser.country=GB",
                "-Dfile.encoding=UTF-8",
                "-cp",
                // Surefire hands the class path over in a property of its own.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                APPLICATION));
        command.addAll(LocalApplication.arguments(port, managementPort, parts));
        command.addAll(List.of(extraArguments));
        return launch(new ProcessBuilder(command), port, managementPort);
    }

    /**
     * Starts the executable jar as an operator does, without waiting: set up by its environment, which is all that it has, and by an
     * {@code application.yaml} if one lies in the folder that it is started in.
     *
     * @param java the program, of whichever version
     */
    public static CrmServer launchJar(
            Path java, Path jar, Path folder, int port, Map<String, String> environment, String... options) {
        int managementPort = LocalPorts.free();
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx768m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().clear();
        process.environment().put("SERVER_ADDRESS", "127.0.0.1");
        process.environment().put("SERVER_PORT", Integer.toString(port));
        process.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        process.environment().putAll(environment);
        return launch(process, port, managementPort);
    }

    private static CrmServer launch(ProcessBuilder builder, int port, int managementPort) {
        try {
            Path log = Path.of("target", "crm-servers", port + "-" + Instant.now().toEpochMilli() + ".log")
                    .toAbsolutePath();
            Files.createDirectories(Objects.requireNonNull(log.getParent()));
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            process.getOutputStream().close();
            var server = new CrmServer(process, port, managementPort, log);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("The application could not be launched", e);
        }
    }

    /** Address of the application without a path. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Address of health and metrics without a path. */
    public String managementAddress() {
        return "http://127.0.0.1:" + managementPort;
    }

    public int port() {
        return port;
    }

    /** The processor time that it has used so far. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** All that it has logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException("No log at " + log, e);
        }
    }

    /** Returns when the readiness probe says yes. */
    public void awaitReady() {
        var request = HttpRequest.newBuilder(URI.create(managementAddress() + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Instant end = Instant.now().plus(PATIENCE);
        try {
            while (Instant.now().isBefore(end)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The application ended with " + process.exitValue() + ": " + tail());
                }
                if (isReady(request)) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
            kill();
            throw new IllegalStateException("The application did not get ready: " + tail());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the application started", e);
        }
    }

    /** Ends it as a power cut would: at once, without a chance to finish anything. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells it to end (SIGTERM), waits at most a minute and gives its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("The application did not end within a minute: " + tail());
        }
        return process.exitValue();
    }

    /** Waits until it has ended by itself and gives its exit code. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("The application did not end: " + tail());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static boolean isReady(HttpRequest request) throws InterruptedException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String tail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
