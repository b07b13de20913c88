package org.shanyraq.crm.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.shanyraq.crm.testing.LocalFolder;

/**
 * A real Keycloak server as a child process on the loopback interface, with the realm {@code shanyraq} imported.
 *
 * <p>The distribution is unpacked by Maven and configured once; each server has a folder of its own for its data. When
 * the realm or an address in it changed since the last start, the data is made anew; the ids of users are part of
 * the realm, so they stay the same.
 */
public final class LocalKeycloak implements AutoCloseable {

    private static final String VERSION = "26.7.3";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process server;
    private final Settings settings;

    private LocalKeycloak(Process server, Settings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * How a server is started.
     *
     * @param home folder of its own: data, imported realm, log
     * @param applications addresses of the application, like {@code http://127.0.0.1:8080}; the first is told of logouts
     * @param adminPassword password of {@code admin} in the realm {@code master}, set when the data is made
     */
    public record Settings(Path home, int port, List<String> applications, String adminPassword) {
        public Settings {
            applications = List.copyOf(applications);
            if (applications.isEmpty()) {
                throw new IllegalArgumentException("Keycloak needs the address of an application");
            }
        }

        Path log() {
            return home.resolve("keycloak.log");
        }
    }

    /**
     * Starts the server and returns when the realm answers.
     *
     * @param progress receives a few words before each step that takes long
     * @throws CannotStartException if it cannot; nothing is left running then
     */
    public static LocalKeycloak start(Settings settings, Consumer<String> progress) {
        Path distribution = LocalFolder.path().resolve("keycloak").resolve("keycloak-" + VERSION);
        try {
            if (!Files.exists(distribution.resolve("lib").resolve("quarkus-run.jar"))) {
                throw new CannotStartException("Keycloak is not in " + distribution
                        + ": let Maven unpack it by ./mvnw -pl crm-web dependency:unpack@keycloak");
            }
            Files.createDirectories(settings.home());
            configureOnce(distribution, settings, progress);
            boolean fresh = prepareHome(distribution, settings);
            progress.accept(
                    fresh ? "first start: making its database and importing the realm" : "starting on its data");
            Process server = run(
                    distribution,
                    settings.home(),
                    settings,
                    "start",
                    "--optimized",
                    "--cache=local",
                    "--http-enabled=true",
                    "--hostname=http://127.0.0.1:" + settings.port(),
                    "--http-host=127.0.0.1",
                    "--http-port=" + settings.port(),
                    "--import-realm");
            var keycloak = new LocalKeycloak(server, settings);
            try {
                ChildProcesses.note(settings.home(), server.toHandle());
                keycloak.awaitReady();
            } catch (IOException | RuntimeException | InterruptedException e) {
                keycloak.close();
                throw e;
            }
            return keycloak;
        } catch (IOException e) {
            throw new CannotStartException(
                    "Keycloak could not be set up in " + settings.home() + ": " + e.getMessage()
                            + ". See that the disk has room and the folder may be written",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("The start of Keycloak was interrupted", e);
        }
    }

    /** Where the server answers, without a path. */
    public String address() {
        return address(settings.port());
    }

    private static String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** The issuer of the realm's tokens. */
    public String issuer() {
        return issuer(settings.port());
    }

    /** The issuer of the tokens of a server at that port. */
    static String issuer(int port) {
        return address(port) + "/realms/shanyraq";
    }

    /** Administration of the realm. */
    public KeycloakAdmin admin() {
        return new KeycloakAdmin(this);
    }

    String adminPassword() {
        return settings.adminPassword();
    }

    /** Stops the server with all its processes and waits until they are gone. */
    @Override
    public void close() {
        ChildProcesses.stop(server.toHandle(), 15);
        ChildProcesses.forget(settings.home());
    }

    /** Fixes the build options of the distribution, which Keycloak would else do at each start. */
    private static void configureOnce(Path distribution, Settings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        // Beside Maven's own marker, so that unpacking again means configuring again.
        Path markers = Files.createDirectories(
                Objects.requireNonNull(distribution.getParent()).resolve("markers"));
        Path done = markers.resolve("configured-" + VERSION);
        try (FileChannel channel = FileChannel.open(
                        markers.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || Files.exists(done)) {
                return;
            }
            progress.accept("configuring the server, once, about half a minute");
            Process build = run(distribution, distribution, settings, "build", "--db=dev-file");
            if (!build.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                ChildProcesses.stop(build.toHandle(), 1);
                throw new CannotStartException("Configuring Keycloak took too long: see " + settings.log());
            }
            if (build.exitValue() != 0) {
                throw new CannotStartException("Keycloak could not be configured (" + lastWords(settings)
                        + "): delete " + distribution.getParent() + " and start again; its log is " + settings.log());
            }
            Files.createFile(done);
        }
    }

    /** Lays out the server's folder and says whether it has no data yet. */
    private static boolean prepareHome(Path distribution, Settings settings) throws IOException {
        Path home = settings.home();
        String realm = filledRealm(settings.applications());
        Path imported = home.resolve("data").resolve("import").resolve("shanyraq-realm.json");
        boolean same = Files.exists(imported) && Files.readString(imported).equals(realm);
        Path whole = home.resolve("data").resolve("whole");
        if (!same || !Files.exists(whole)) {
            deleteTree(home.resolve("data"));
            Files.createDirectories(Objects.requireNonNull(imported.getParent()));
            Files.writeString(imported, realm);
            same = false;
        }
        Files.createDirectories(home.resolve("conf"));
        Files.createDirectories(home.resolve("providers"));
        Path libraries = home.resolve("lib");
        Path source = distribution.resolve("lib").toAbsolutePath();
        if (!Files.exists(libraries)) {
            Files.deleteIfExists(libraries);
            try {
                Files.createSymbolicLink(libraries, source);
            } catch (UnsupportedOperationException | IOException noLinks) {
                copyTree(source, libraries);
            }
        }
        return !same;
    }

    /** The realm file with the applications' addresses in it. */
    static String filledRealm(List<String> applications) throws IOException {
        String template;
        try (InputStream file = LocalKeycloak.class.getResourceAsStream("/crm-realm.json")) {
            template = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
        String redirect = "\"${crm.url}/crm/login/oauth2/code/keycloak\"";
        String signedOut = "${crm.url}/crm/signed-out";
        return template.replace(redirect, everyOne(redirect, applications, ", "))
                .replace(signedOut, everyOne(signedOut, applications, "##"))
                .replace("${crm.url}", applications.get(0));
    }

    private static String everyOne(String template, List<String> applications, String separator) {
        return applications.stream()
                .map(application -> template.replace("${crm.url}", application))
                .collect(java.util.stream.Collectors.joining(separator));
    }

    private static Process run(Path distribution, Path home, Settings settings, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dkc.home.dir=" + home,
                "-cp",
                distribution.resolve("lib").resolve("quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(settings.log().toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.equals("JAVA_TOOL_OPTIONS"));
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", settings.adminPassword());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private void awaitReady() throws InterruptedException, IOException {
        var request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(10))
                .build();
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            if (!server.isAlive()) {
                throw new CannotStartException("Keycloak ended while starting (" + lastWords(settings)
                        + "). Delete " + settings.home().resolve("data") + " to begin anew; its log is "
                        + settings.log());
            }
            try {
                if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    // Data without this mark was left half-made and is thrown away at the next start.
                    Path whole = settings.home().resolve("data").resolve("whole");
                    if (!Files.exists(whole)) {
                        Files.createFile(whole);
                    }
                    return;
                }
            } catch (IOException notYet) {
                if (Instant.now().isAfter(end)) {
                    throw new CannotStartException(
                            "Keycloak did not answer within " + PATIENCE.toMinutes() + " minutes: see "
                                    + settings.log(),
                            notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static String lastWords(Settings settings) throws IOException {
        List<String> lines = Files.readString(settings.log()).lines().toList();
        return lines.stream()
                .filter(line -> line.contains("ERROR") || line.contains("error"))
                .findFirst()
                .or(() -> lines.stream().reduce((first, second) -> second))
                .orElse("it said nothing");
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
