package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.ApiCalls.Answer;
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
}
