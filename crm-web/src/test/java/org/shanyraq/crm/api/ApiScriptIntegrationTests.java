package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.ApiCalls.Answer;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import tools.jackson.databind.node.ObjectNode;

/** A script with a client of its own at a real Keycloak works with the API of the running application. */
class ApiScriptIntegrationTests {

    @Test
    void aScriptCreatesFindsChangesAndArchivesAContact() {
        ApiCalls script = new ApiCalls(
                RunningCrm.address(), () -> KeycloakForTests.admin().scriptToken());
        String family = "Scripted" + Long.toString(System.nanoTime(), 36);

        Answer created = script.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", "Ida", "family", family)),
                        "sensitivity",
                        "internal"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String at = "/contacts/" + created.body().path("id").asString();
        assertThat(created.response().headers().firstValue("Location")).hasValue("/crm/api/v1" + at);

        Answer found = script.get("/contacts?text=" + family);
        assertThat(found.body().at("/items/0/name").asString()).isEqualTo("Ida " + family);

        ObjectNode details = ((ObjectNode) script.get(at).body().path("details")).put("honorific", "Dr");
        Answer changed = script.put(at, created.etag(), details);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().at("/details/honorific").asString()).isEqualTo("Dr");

        Answer archived = script.act(at + "/archive", changed.etag());
        assertThat(archived.status()).isEqualTo(200);
        assertThat(archived.body().path("archived").asBoolean()).isTrue();

        Answer history = script.get(at + "/history");
        assertThat(history.body().at("/items/0/actor").asString()).isEqualTo("crm-script");
        assertThat(history.body().at("/items/0/actorKind").asString()).isEqualTo("client");
    }

    @Test
    void anotherMissionSeesNothingOfIt() {
        ApiCalls script = new ApiCalls(
                RunningCrm.address(), () -> KeycloakForTests.admin().scriptToken());
        String family = "Hidden" + Long.toString(System.nanoTime(), 36);
        Answer created = script.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", "Ida", "family", family)),
                        "sensitivity",
                        "public"));
        ApiCalls geneva = RunningCrm.apiAs("diplomat-gva");
        assertThat(geneva.get("/contacts/" + created.body().path("id").asString())
                        .status())
                .isEqualTo(404);
        assertThat(geneva.get("/contacts?text=" + family).body().path("items")).isEmpty();
        assertThat(geneva.get("/search?q=" + family).body().path("items")).isEmpty();
    }

    // I4, D7, Z22: what no client sends by accident is refused, and never an error of ours
    @Test
    void whatCannotBeReadIsRefusedWithItsHeaders() throws Exception {
        String token = KeycloakForTests.admin().scriptToken();
        List<String> wrong = new ArrayList<>();
        for (Attack attack : List.of(
                new Attack("GET", "/contacts?text=%ED%A0%80", 400, "X", "x"),
                new Attack("GET", "/contacts?text=%FF%FE", 400, "X", "x"),
                new Attack("GET", "/contacts?text=%zz", 400, "X", "x"),
                new Attack("GET", "/contacts?asOf=%2B999999999-12-31", 400, "X", "x"),
                new Attack("GET", "/contacts?sort=name%3Bdrop", 400, "X", "x"),
                new Attack("GET", "/contacts?fields=notes", 400, "X", "x"),
                new Attack("GET", "/contacts?size=1", 400, "Accept-Language", "fr;q=0.1,".repeat(300) + "en"),
                new Attack("OPTIONS", "/contacts", 405, "X", "x"),
                new Attack("OPTIONS", "/contacts", 405, "Origin", "null"),
                new Attack("TRACE", "/contacts", 405, "X", "x"),
                new Attack("PATCH", "/contacts", 405, "X", "x"),
                new Attack("POST", "/contacts?_method=DELETE", 400, "X-HTTP-Method-Override", "DELETE"))) {
            Reply reply = send(attack, "Authorization: Bearer " + token);
            if (reply.status() != attack.status()) {
                wrong.add(attack.method() + " " + attack.path() + ": " + reply.status());
            }
            if (!"TRACE".equals(attack.method()) && !reply.text().contains("Content-Security-Policy:")) {
                wrong.add(attack.method() + " " + attack.path() + ": no policy");
            }
            if (reply.text().contains("Access-Control-Allow-Origin")) {
                wrong.add(attack.method() + " " + attack.path() + ": open to other origins");
            }
        }
        assertThat(wrong).isEmpty();
    }

    // A12: one mechanism, one token
    @Test
    void a12TwoTokensAreRefusedAndACookieCountsForNothing() throws Exception {
        String bearer = "Authorization: Bearer " + KeycloakForTests.admin().scriptToken();
        Attack list = new Attack("GET", "/contacts?size=1", 200, "X", "x");
        assertThat(send(list, bearer).status()).isEqualTo(200);
        assertThat(send(list, bearer, bearer).status()).isEqualTo(400);
        assertThat(send(list, bearer, "Authorization: Bearer other").status()).isEqualTo(400);
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        browser.signIn("manager");
        assertThat(browser.cookie("CRM_SESSION")).isNotEmpty();
        String cookie = "Cookie: CRM_SESSION=" + browser.cookie("CRM_SESSION");
        assertThat(send(list, cookie).status()).isEqualTo(401);
        Reply mixed = send(list, bearer, cookie);
        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.text()).doesNotContain("Set-Cookie");
    }

    private record Attack(String method, String path, int status, String header, String value) {}

    private record Reply(int status, String text) {}

    /** Byte for byte, since clients refuse to send such things. */
    private static Reply send(Attack attack, String... headers) throws IOException {
        URI address = URI.create(RunningCrm.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            String head = attack.method() + " /crm/api/v1" + attack.path() + " HTTP/1.1\r\nHost: " + address.getHost()
                    + ":" + address.getPort() + "\r\nConnection: close\r\nContent-Length: 0\r\n"
                    + attack.header() + ": " + attack.value() + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(Integer.parseInt(text.substring(9, 12)), text);
        }
    }
}
