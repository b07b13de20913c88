package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.api.ApiClient.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** The door over the REST API; rows F1 and F3 of the features, threat C6. */
@ApiTest
class AttendanceApiIntegrationTests {

    private static final String HERE = "door-here";

    @Autowired
    private MockMvc mvc;

    private ApiClient protocol;
    private ApiClient diplomat;
    private ApiClient viewer;
    private ApiClient manager;
    private ApiClient stranger;

    @BeforeEach
    void clients() {
        ApiClient nobody = ApiClient.nobody(mvc);
        protocol = nobody.as("protocol", HERE);
        diplomat = nobody.as("diplomat", HERE);
        viewer = nobody.as("viewer", HERE, "internal");
        manager = nobody.as("manager", HERE, "confidential");
        stranger = nobody.as("manager", "door-there", "confidential");
    }

    @Test
    void aGuestIsCheckedInAndTheArrivalIsTakenBack() throws Exception {
        String dialogue = dialogue();
        String door = dialogue + "/attendances";
        String guest = guest(dialogue);
        Map<String, Object> body = Map.of("guest", guest);
        Answer came = protocol.post(door + "/check-in", body);
        assertThat(came.status()).as(came.body().toString()).isEqualTo(200);
        assertThat(came.body().path("outcome").asString()).isEqualTo("came_unexpected");
        String arrival = came.body().at("/guest/came/id").asString();
        Answer again = manager.post(door + "/check-in", body);
        assertThat(again.body().path("outcome").asString()).isEqualTo("already");
        assertThat(again.body().at("/guest/came/id").asString()).isEqualTo(arrival);
        assertThat(viewer.get(door).body().path("items")).hasSize(1);
        assertThat(viewer.get(door + "/count").body().path("came").asInt()).isEqualTo(1);
        assertThat(viewer.get(door + "/" + arrival).body().path("answer").asString())
                .isEqualTo("proposed");

        Answer undone = protocol.post(door + "/" + arrival + "/undo", Map.of());
        assertThat(undone.status()).isEqualTo(200);
        assertThat(undone.body().path("undoneBy").asString()).isNotBlank();
        assertThat(protocol.post(door + "/" + arrival + "/undo", Map.of()).body())
                .isEqualTo(undone.body());
        assertThat(viewer.get(door).body().path("items")).isEmpty();
        assertThat(viewer.get(door + "?undone=true").body().path("items")).hasSize(1);

        assertThat(protocol.post(door + "/check-in", Map.of()).fields()).containsExactly("code");
        assertThat(protocol.post(door + "/check-in", Map.of("code", "Ida"))
                        .body()
                        .path("outcome")
                        .asString())
                .isEqualTo("no_code");
        assertThat(protocol.post(door + "/check-in", Map.of("guest", UUID.randomUUID()))
                        .status())
                .isEqualTo(404);
        for (ApiClient other : List.of(viewer, diplomat)) {
            assertThat(other.post(door + "/check-in", body).status()).isEqualTo(403);
        }
        assertThat(stranger.post(door + "/check-in", body).status()).isEqualTo(404);
        assertThat(stranger.get(door).status()).isEqualTo(404);
        assertThat(stranger.get(door + "/" + arrival).status()).isEqualTo(404);
    }

    // C6
    @Test
    void aWalkInIsAddedOnceAndLinked() throws Exception {
        String dialogue = dialogue();
        String door = dialogue + "/attendances";
        Map<String, Object> walkIn = Map.of("name", "Aida Sample", "organisation", "The Gazette", "circle", "media");
        String key = UUID.randomUUID().toString();
        Answer came = protocol.post(door + "/walk-ins", walkIn, "Idempotency-Key", key);
        assertThat(came.status()).as(came.body().toString()).isEqualTo(201);
        Answer again = protocol.post(door + "/walk-ins", walkIn, "Idempotency-Key", key);
        assertThat(again.body()).isEqualTo(came.body());
        assertThat(viewer.get(door + "?unlinked=true").body().path("items")).hasSize(1);
        assertThat(protocol.post(door + "/walk-ins", Map.of()).fields()).containsExactly("name");
        String arrival = came.body().path("id").asString();
        String contact = contact();
        Answer linked = protocol.post(door + "/" + arrival + "/link", Map.of("contact", contact));
        assertThat(linked.status()).as(linked.body().toString()).isEqualTo(200);
        assertThat(linked.body().path("contact").asString()).isEqualTo(contact);
        assertThat(viewer.get(door + "?unlinked=true").body().path("items")).isEmpty();
        assertThat(viewer.get(door + "?walkIns=true").body().path("items")).hasSize(1);
        assertThat(protocol.post(door + "/" + arrival + "/link", Map.of("contact", contact()))
                        .status())
                .isEqualTo(409);
    }

    private String dialogue() throws Exception {
        Instant start = Instant.now().plusSeconds(3_600);
        Answer made = protocol.post(
                "/dialogues",
                Map.of(
                        "theme",
                        Map.of("en", "Doors"),
                        "languages",
                        List.of("en"),
                        "format",
                        "in_person",
                        "venue",
                        "House of the steppe",
                        "startsAt",
                        start.toString(),
                        "endsAt",
                        start.plusSeconds(7_200).toString(),
                        "zone",
                        "Europe/Brussels",
                        "sensitivity",
                        "internal"));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String dialogue = "/dialogues/" + made.body().path("id").asString();
        assertThat(protocol.post(dialogue + "/invite", Map.of(), "If-Match", made.etag())
                        .status())
                .isEqualTo(200);
        return dialogue;
    }

    private String contact() throws Exception {
        return protocol.post(
                        "/contacts",
                        Map.of(
                                "names",
                                List.of(Map.of("kind", "latin", "given", "Ida", "family", "Sample")),
                                "sensitivity",
                                "internal"))
                .body()
                .path("id")
                .asString();
    }

    private String guest(String dialogue) throws Exception {
        protocol.post(dialogue + "/guests", Map.of("contacts", List.of(contact())));
        return viewer.get(dialogue + "/guests").body().at("/items/0/id").asString();
    }
}
