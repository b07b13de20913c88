package org.shanyraq.crm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.testing.LocalFolder;

/** The demo as a newcomer meets it: what cannot work is said in one line with what to do, and nothing is left running. */
@Tag("no-database")
@EnabledOnOs(OS.LINUX)
class LocalCrmIntegrationTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;

    LocalCrmIntegrationTests(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm.port",
                "crm.management.port",
                "crm.keycloak.port",
                "crm.smtp.port",
                "crm.imap.port",
                "crm.mail-page.port"
            })
    void aBusyPortIsNamedWithTheOptionThatChangesIt(String option) throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Demo demo = start(Map.of(option, Integer.toString(busy.getLocalPort())));
            demo.endsWith(1);
            assertThat(demo.output().strip())
                    .startsWith("Could not start: Port " + busy.getLocalPort() + " (")
                    .contains(") is in use: end the program that listens there, or choose another port with -D" + option
                            + "=NUMBER")
                    .hasLineCount(1);
        }
    }

    @Test
    void aPortThatIsNoneOrIsGivenTwiceIsNamed() throws Exception {
        Demo none = start(Map.of("crm.port", "many"));
        none.endsWith(1);
        assertThat(none.output().strip())
                .isEqualTo("Could not start: -Dcrm.port=many is no port: give a number from 1 to 65535");
        String port = Integer.toString(LocalPorts.free());
        Demo twice = start(Map.of("crm.port", port, "crm.keycloak.port", port));
        twice.endsWith(1);
        assertThat(twice.output().strip())
                .startsWith("Could not start: Port " + port + " is meant for")
                .hasLineCount(1);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path unusable : List.of(file.resolve("below"), Path.of("/proc/crm-demo"))) {
            Demo demo = new Demo(unusable, Map.of());
            demo.endsWith(1);
            assertThat(demo.output().strip())
                    .startsWith("Could not start: The folder " + unusable + " cannot be used (")
                    .contains("see that it may be written, or name another with -Dcrm.local=FOLDER")
                    .hasLineCount(1);
        }
    }

    @Test
    void aDataFolderOfSomebodyElseIsLeftAlone() throws Exception {
        Path data = Files.createDirectories(folder.resolve("mariadb").resolve("data"));
        Files.writeString(data.resolve("thesis.txt"), "not ours");
        Demo demo = start(Map.of("crm.parts-only", "true"));
        demo.endsWith(1);
        assertThat(demo.refusal())
                .startsWith("Could not start: The folder " + data + " holds something that is not this program's data:"
                        + " move it away, or name another folder");
        assertThat(data.resolve("thesis.txt")).hasContent("not ours");
        assertNothingRuns();
    }

    @Test
    void aBrokenDataFolderIsNamedWithTheServersReason() throws Exception {
        Path data = Files.createDirectories(folder.resolve("mariadb").resolve("data"));
        Files.createFile(data.resolve("crm-data-folder"));
        Files.writeString(data.resolve("ibdata1"), "broken");
        Demo demo = start(Map.of("crm.parts-only", "true"));
        demo.endsWith(1);
        assertThat(demo.refusal())
                .startsWith("Could not start: The database server cannot use the data folder " + data + " (")
                .contains("Move the folder away to begin with an empty one");
        assertNothingRuns();
    }

    @Test
    void itEndsAllThatItStartedByEitherSignalAndAfterAKillAtTheNextStart() throws Exception {
        Demo demo = start(Map.of());
        demo.awaitLine("Ctrl-C stops everything.");
        assertThat(demo.output()).contains("Shanyraq CRM is ready: http://127.0.0.1:" + demo.port() + "/crm");
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + demo.port() + "/crm"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(302);
        assertThat(running()).hasSize(2);
        demo.signal("INT");
        demo.endsWith(130);
        assertThat(demo.output()).contains("Stopping…").endsWith("Stopped.\n");
        assertNothingRuns();
        Object made = Files.getAttribute(folder.resolve("mariadb/data/crm-data-folder"), "unix:ino");

        // Keycloak keeps its data as long as the application stays where it was.
        Map<String, String> again = Map.of("crm.parts-only", "true", "crm.port", demo.port());
        Demo killed = start(again);
        killed.awaitLine("Ctrl-C stops everything.");
        assertThat(killed.output()).contains("Database: starting on the data in", "Keycloak: starting on its data");
        killed.signal("KILL");
        killed.endsWith(137);
        List<ProcessHandle> orphans = running();
        assertThat(orphans).as("left by the one that was killed").hasSize(2);

        Demo next = start(again);
        next.awaitLine("Ctrl-C stops everything.");
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        assertThat(next.output()).contains("Database: starting on the data in", "Keycloak: starting on its data");
        assertThat(Files.getAttribute(folder.resolve("mariadb/data/crm-data-folder"), "unix:ino"))
                .as("the same data")
                .isEqualTo(made);
        Demo second = new Demo(folder, Map.of("crm.parts-only", "true"));
        second.endsWith(1);
        assertThat(second.output().strip())
                .startsWith("Could not start: The demo already runs on the folder " + folder)
                .hasLineCount(1);
        next.signal("TERM");
        next.endsWith(143);
        assertNothingRuns();
    }

    private Demo start(Map<String, String> options) throws IOException {
        for (String server : new String[] {"keycloak", "mariadb-11.4.5"}) {
            Path link = folder.resolve(server);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, LocalFolder.path().resolve(server));
            }
        }
        return new Demo(folder, options);
    }

    /** The servers that work on our folder; a demo itself is known by its option, as its class is too far behind. */
    private List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .filter(process -> !process.info().commandLine().orElse("").contains("-Dcrm.local="))
                .toList();
    }

    private void assertNothingRuns() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(running()).isEmpty());
    }

    /** A demo in a JVM of its own, on free ports. */
    private static final class Demo {

        private final Process process;
        private final Path output;
        private final Map<String, String> options = new LinkedHashMap<>();

        Demo(Path folder, Map<String, String> changed) throws IOException {
            for (String port : new String[] {"", "management.", "keycloak.", "smtp.", "imap.", "mail-page."}) {
                options.put("crm." + port + "port", Integer.toString(LocalPorts.free()));
            }
            options.putAll(changed);
            options.put("crm.local", folder.toString());
            List<String> command = new ArrayList<>(List.of(
                    // A build that runs in the background ignores SIGINT, and so would its children.
                    "env",
                    "--default-signal=INT",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            options.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-Dfile.encoding=UTF-8",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    LocalCrm.class.getName()));
            output = Files.createTempFile(Files.createDirectories(Path.of("target", "demos")), "demo", ".log");
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        }

        String port() {
            return options.getOrDefault("crm.port", "");
        }

        String output() throws IOException {
            return Files.readString(output);
        }

        /** What it said about why it did not start; what it had started by then is stopped afterwards. */
        String refusal() throws IOException {
            return output().lines()
                    .filter(line -> line.startsWith("Could not start"))
                    .findFirst()
                    .orElse("");
        }

        void awaitLine(String words) {
            await().atMost(Duration.ofMinutes(5)).until(() -> !process.isAlive() || output().contains(words));
            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(output()).contains(words));
        }

        void signal(String name) throws Exception {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        }

        void endsWith(int status) throws Exception {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(output()).isTrue();
            assertThat(process.exitValue()).as(output()).isEqualTo(status);
        }
    }
}
