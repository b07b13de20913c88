package org.shanyraq.crm.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.LocalPorts;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.testing.EmbeddedDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jar that operators run, as they run it: set up from outside alone, watched on its management port, told to end. */
class ExecutableJarIntegrationTests {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String PASSWORD = "k3vq-9xw2-mm41-zz08";
    private static final int UNUSABLE = 78;

    private final Path folder;

    ExecutableJarIntegrationTests(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void withoutSettingsItSaysWhatIsMissingLineByLineAndNothingElse() throws Exception {
        CrmServer server = CrmServer.launchJar(JAVA, jar(), folder, LocalPorts.free(), Map.of());
        assertThat(server.awaitExit()).isEqualTo(UNUSABLE);
        assertThat(server.log().lines())
                .containsExactly(
                        "CRM needs a database: set SPRING_DATASOURCE_URL",
                        "CRM needs a database user: set SPRING_DATASOURCE_USERNAME",
                        "CRM needs the address of its Keycloak realm: set CRM_SECURITY_KEYCLOAK_ISSUER",
                        "CRM needs the password of the database user: set SPRING_DATASOURCE_PASSWORD",
                        "CRM needs the secret of its client at Keycloak: set CRM_SECURITY_KEYCLOAK_CLIENTSECRET");
    }

    @Test
    void s3AFileBesideTheJarIsReadAndTheSecretOfTheDemoIsRefused() throws Exception {
        Files.writeString(folder.resolve("application.yaml"), """
                spring.datasource:
                  url: jdbc:mysql://127.0.0.1:1/crm
                  username: crm
                  password: %s
                crm.security.keycloak:
                  issuer: https://id.mission.example/realms/shanyraq
                  client-secret: crm
                """.formatted(PASSWORD));
        CrmServer server = CrmServer.launchJar(JAVA, jar(), folder, LocalPorts.free(), Map.of());
        assertThat(server.awaitExit()).isEqualTo(UNUSABLE);
        assertThat(server.log().lines())
                .containsExactly(
                        "CRM needs the secret of its client at Keycloak to be secret, and this one is known to all:"
                                + " change CRM_SECURITY_KEYCLOAK_CLIENTSECRET");
    }

    @Test
    void fault1WithoutItsDatabaseItEndsWithALineThatSaysWhichOne() throws Exception {
        CrmServer server =
                CrmServer.launchJar(JAVA, jar(), folder, LocalPorts.free(), settings("jdbc:mysql://127.0.0.1:1/crm"));
        assertThat(server.awaitExit()).isEqualTo(1);
        assertThat(server.log())
                .contains("The database at jdbc:mysql://127.0.0.1:1/crm does not answer")
                .doesNotContain(PASSWORD);
    }

    @Test
    void itIsWatchedOnLoopbackLosesItsDatabaseAndGetsItBackAndEndsInOrder() throws Exception {
        EmbeddedDatabase.Settings place = new EmbeddedDatabase.Settings(
                folder.resolve("data"), folder.resolve("mariadb.log"), LocalPorts.free(), "crm", PASSWORD, List.of());
        int port = LocalPorts.free();
        EmbeddedDatabase database = EmbeddedDatabase.start(place);
        try {
            database.createSchema("crm");
            try (CrmServer server = CrmServer.launchJar(JAVA, jar(), folder, port, settings(database.url("crm")))) {
                server.awaitReady();
                theManagementAnswersOnLoopbackAlone(server);
                behindTlsCookiesAndHeadersAreStrict(server);

                database.process().destroyForcibly();
                database.process().onExit().get();
                HttpBrowser management = new HttpBrowser(server.managementAddress());
                await().atMost(Duration.ofSeconds(20))
                        .until(() ->
                                management.get("/actuator/health/readiness").statusCode() == 503);
                assertThat(management.get("/actuator/health/readiness").body()).contains("DOWN");
                assertThat(management.get("/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
                HttpResponse<String> page = new HttpBrowser(server.address()).get("/crm");
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.headers().firstValue("Retry-After")).isPresent();

                database = EmbeddedDatabase.start(place);
                await().atMost(Duration.ofSeconds(10))
                        .until(() ->
                                management.get("/actuator/health/readiness").statusCode() == 200);
                assertThat(new HttpBrowser(server.address()).get("/crm").statusCode())
                        .isEqualTo(302);

                whatIsInFlightEndsWellWhenItIsToldToEnd(server);
            }
        } finally {
            database.close();
        }
    }

    /** Threat V1. */
    @Test
    void theBillOfMaterialsListsExactlyWhatTheJarHolds() throws IOException {
        try (JarFile exec = new JarFile(jar().toFile())) {
            Set<String> held = exec.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length(), name.length() - ".jar".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            JsonNode bill;
            try (InputStream file = exec.getInputStream(exec.getEntry("META-INF/sbom/crm-web.cdx.json"))) {
                bill = JsonMapper.shared().readTree(file);
            }
            // Boot leaves jars out that hold nothing at run time, and adds the tool that takes its own jar apart.
            held.removeIf(name -> name.startsWith("spring-boot-jarmode-tools-"));
            Set<String> listed = bill.get("components")
                    .valueStream()
                    .filter(component ->
                            !component.get("name").asString().matches(".*-starter(-.*)?|spring-modulith-apt"))
                    .map(component -> component.get("name").asString() + "-"
                            + component.get("version").asString()
                            + classifier(component.path("purl").asString("")))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(held).hasSizeGreaterThan(100).isEqualTo(listed);
            assertThat(bill.at("/metadata/component/name").asString()).isEqualTo("crm-web");
        }
    }

    private static String classifier(String purl) {
        return Stream.of(purl.substring(purl.indexOf('?') + 1).split("&"))
                .filter(part -> part.startsWith("classifier="))
                .map(part -> "-" + part.substring("classifier=".length()))
                .findFirst()
                .orElse("");
    }

    private static void theManagementAnswersOnLoopbackAlone(CrmServer server) throws Exception {
        HttpBrowser management = new HttpBrowser(server.managementAddress());
        for (String path : new String[] {"health", "health/liveness", "health/readiness", "prometheus"}) {
            assertThat(management.get("/actuator/" + path).statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(new HttpBrowser(server.address())
                            .get("/actuator/" + path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(management.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(management.get("/actuator/health").body()).doesNotContain("MariaDB", "mysql");
        for (String path : new String[] {"env", "heapdump", "mappings", "beans", "loggers", "health/db", "shutdown"}) {
            assertThat(management.get("/actuator/" + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        int port = Integer.parseInt(server.managementAddress().replaceFirst(".*:", ""));
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress own : Collections.list(network.getInetAddresses())) {
                if (!own.isLoopbackAddress()) {
                    assertThat(answers(own, port)).as(own.toString()).isFalse();
                }
            }
        }
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Threats A14 and H2: what the outside world sees is what the settings say, whatever a peer claims. */
    private static void behindTlsCookiesAndHeadersAreStrict(CrmServer server) throws IOException {
        HttpResponse<String> answer = new HttpBrowser(server.address()).get("/crm/me", "X-Forwarded-Proto", "http");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-CRM_SESSION=")
                .contains("Path=/;", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        // Keycloak does not answer, so nobody is sent there.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            send(
                    socket,
                    "GET /crm/oauth2/authorization/keycloak HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
            String signIn = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(signIn).as("fault 7").startsWith("HTTP/1.1 503");
            assertThat(URLDecoder.decode(signIn, StandardCharsets.UTF_8)).doesNotContain("evil.example");
        }
    }

    /** Fault 26: requests that were begun before the signal are answered, and the process ends as it was told to. */
    private static void whatIsInFlightEndsWellWhenItIsToldToEnd(CrmServer server) throws Exception {
        String body = "logout_token=none";
        List<Socket> begun = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(20_000);
            send(
                    socket,
                    "POST /crm/logout/connect/back-channel/keycloak HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body.substring(0, 5));
            begun.add(socket);
        }
        Thread.sleep(500);
        Thread ending = new Thread(() -> {
            try {
                assertThat(server.stop()).isEqualTo(143);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        ending.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> server.log().contains("Commencing graceful shutdown"));
        for (Socket socket : begun) {
            send(socket, body.substring(5));
            try (socket;
                    InputStream answer = socket.getInputStream()) {
                assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 400");
            }
        }
        ending.join(60_000);
        assertThat(ending.isAlive()).isFalse();
        assertThat(server.awaitExit()).isEqualTo(143);
        assertThat(server.log()).contains("Graceful shutdown complete");
    }

    private static void send(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(String database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SPRING_DATASOURCE_URL", database);
        settings.put("SPRING_DATASOURCE_USERNAME", "crm");
        settings.put("SPRING_DATASOURCE_PASSWORD", PASSWORD);
        settings.put("CRM_SECURITY_KEYCLOAK_ISSUER", "http://127.0.0.1:1/realms/shanyraq");
        settings.put("CRM_SECURITY_KEYCLOAK_CLIENTSECRET", "0f6b1c9e7a3d4e55a2c1");
        settings.put("CRM_WEB_PUBLICURL", "https://crm.mission.example");
        return settings;
    }

    private static Path jar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("crm-web-.*-exec\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("package crm-web first: there is no executable jar"))
                    .toAbsolutePath();
        }
    }
}
