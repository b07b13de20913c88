package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.api.ApiClient.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.node.ObjectNode;

/** Dialogues and their series over the REST API; rows D1 to D4 of the features, threats Z2, Z5 and Z6. */
@ApiTest
class DialogueApiIntegrationTests {

    private static final String HERE = "dialogues-here";

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
        stranger = nobody.as("manager", "dialogues-there", "confidential");
    }

    @Test
    void aDialogueGoesFromDraftToAnnouncedCancelledCopiedArchivedAndBack() throws Exception {
        String theme = unique("Roads");
        Answer created = diplomat.post("/dialogues", dialogue(theme));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String path = "/dialogues/" + id(created);
        assertThat(created.header("Location")).isEqualTo("/crm/api/v1" + path);
        assertThat(created.body().path("state").asString()).isEqualTo("draft");
        Answer found = viewer.get(path);
        assertThat(found.body()).isEqualTo(created.body());
        assertThat(found.etag()).isEqualTo(created.etag()).isNotEmpty();
        assertThat(ids(viewer.get("/dialogues?text={t}", theme))).containsExactly(id(created));
        assertThat(ids(viewer.get("/dialogues?text={t}&state=held", theme))).isEmpty();

        // What is shown goes in again.
        assertThat(diplomat.put(path, found.etag(), found.body().path("details"))
                        .body())
                .isEqualTo(found.body());
        ObjectNode details = (ObjectNode) found.body().path("details").deepCopy();
        Answer changed = diplomat.put(path, found.etag(), details.put("venue", "Another hall"));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().at("/details/venue").asString()).isEqualTo("Another hall");

        Answer announced = protocol.post(path + "/invite", null, "If-Match", changed.etag());
        assertThat(announced.status()).as(announced.body().toString()).isEqualTo(200);
        assertThat(announced.body().path("state").asString()).isEqualTo("inviting");
        assertThat(diplomat.put(path, announced.etag(), details).status()).isEqualTo(403);
        assertThat(protocol.post(path + "/hold", null, "If-Match", announced.etag())
                        .status())
                .isEqualTo(409);
        Answer cancelled = protocol.post(path + "/cancel", Map.of("reason", "A storm"), "If-Match", announced.etag());
        assertThat(cancelled.body().path("cancellation").asString()).isEqualTo("A storm");

        Answer copy = diplomat.post(
                path + "/copies", Map.of("startsAt", "2034-01-10T17:00:00Z"), "Idempotency-Key", "copy" + theme);
        assertThat(copy.status()).as(copy.body().toString()).isEqualTo(201);
        assertThat(copy.body().path("state").asString()).isEqualTo("draft");
        assertThat(copy.body().at("/details/endsAt").asString()).isEqualTo("2034-01-10T19:00:00Z");
        Answer again = diplomat.post(
                path + "/copies", Map.of("startsAt", "2034-01-10T17:00:00Z"), "Idempotency-Key", "copy" + theme);
        assertThat(id(again)).isEqualTo(id(copy));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");

        Answer archived = protocol.post(path + "/archive", null, "If-Match", cancelled.etag());
        assertThat(archived.body().path("archived").asBoolean()).isTrue();
        assertThat(ids(viewer.get("/dialogues?text={t}", theme))).containsExactly(id(copy));
        Answer restored = protocol.post(path + "/restore", null, "If-Match", archived.etag());
        assertThat(restored.body().path("archived").asBoolean()).isFalse();
        assertThat(viewer.get(path + "/history")
                        .body()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("action").asString()))
                .startsWith("restored", "archived", "changed", "changed", "changed")
                .endsWith("created");
    }

    @Test
    void aSeriesGivesNumbers() throws Exception {
        Answer created = protocol.post("/dialogue-series", series(unique("Series")));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("nextNumber").asInt()).isEqualTo(3);
        assertThat(created.body().at("/details/target/shares/civil_society").asInt())
                .isEqualTo(20);
        assertThat(created.body().at("/details/target/institutions").asInt()).isEqualTo(12);
        Map<String, Object> tooMuch = series("Too much");
        tooMuch.put("target", Map.of("shares", Map.of("media", 60, "expert", 60), "institutions", 0));
        assertThat(protocol.post("/dialogue-series", tooMuch).fields())
                .containsExactlyInAnyOrder("target.shares", "target.institutions");
        String path = "/dialogue-series/" + id(created);
        Map<String, Object> first = dialogue(unique("First"));
        first.put("series", id(created));
        Answer dialogue = diplomat.post("/dialogues", first);
        assertThat(dialogue.body().path("number").asInt())
                .as(dialogue.body().toString())
                .isEqualTo(3);
        assertThat(viewer.get(path).body().path("nextNumber").asInt()).isEqualTo(4);
        assertThat(ids(viewer.get("/dialogues?series={s}", id(created)))).containsExactly(id(dialogue));
        assertThat(ids(viewer.get("/dialogue-series"))).contains(id(created));

        Answer found = viewer.get(path);
        Answer changed = protocol.put(path, found.etag(), found.body().path("details"));
        assertThat(changed.body()).isEqualTo(found.body());
        Answer archived = protocol.post(path + "/archive", null, "If-Match", changed.etag());
        assertThat(ids(viewer.get("/dialogue-series"))).doesNotContain(id(created));
        assertThat(protocol.post(path + "/restore", null, "If-Match", archived.etag())
                        .status())
                .isEqualTo(200);
        assertThat(viewer.get(path + "/history").body().path("items").size()).isEqualTo(3);
        assertThat(diplomat.post("/dialogue-series", series("No")).status()).isEqualTo(403);
        assertThat(stranger.get(path).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsSaidPerFieldAndNothingIsKept() throws Exception {
        Map<String, Object> wrong = dialogue("");
        wrong.put("zone", "Europe/Atlantis");
        assertThat(diplomat.post("/dialogues", wrong).status()).isEqualTo(400);
        wrong.put("zone", "Europe/Brussels");
        wrong.put("capacity", Map.of("total", 0, "circles", Map.of("media", 5)));
        wrong.put(
                "agenda",
                List.of(Map.of(
                        "kind",
                        "panel",
                        "speakers",
                        List.of(Map.of(
                                "role", "host", "contact", UUID.randomUUID().toString())))));
        Answer refused = diplomat.post("/dialogues", wrong);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.fields())
                .containsExactlyInAnyOrder(
                        "theme", "capacity.total", "capacity.circles.media", "agenda[0].speakers[0].contact");
        Answer missing = diplomat.post("/dialogues", Map.of("theme", Map.of("en", "x")));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.fields()).containsExactlyInAnyOrder("format", "startsAt", "endsAt", "zone", "sensitivity");
        // Z5
        for (String field : List.of("id", "missionId", "state", "number", "version", "archived")) {
            Map<String, Object> more = dialogue("x");
            more.put(field, 1);
            assertThat(diplomat.post("/dialogues", more).status()).as(field).isEqualTo(400);
        }
        Map<String, Object> nothing = dialogue("x");
        nothing.put("capacity", Map.of("circles", Collections.singletonMap("media", null)));
        assertThat(diplomat.post("/dialogues", nothing).status()).isEqualTo(422);
    }

    @Test
    void versionsAreAskedForAndStaleOnesRefused() throws Exception {
        Answer created = diplomat.post("/dialogues", dialogue(unique("Versions")));
        String path = "/dialogues/" + id(created);
        assertThat(diplomat.call(HttpMethod.PUT, path, created.body().path("details"))
                        .status())
                .isEqualTo(428);
        for (String act : List.of("/invite", "/hold", "/archive", "/restore")) {
            assertThat(protocol.post(path + act, null).status()).as(act).isEqualTo(428);
            assertThat(protocol.post(path + act, null, "If-Match", "\"7-00000000\"")
                            .status())
                    .as(act)
                    .isEqualTo(412);
        }
        assertThat(protocol.post(path + "/cancel", Map.of("reason", "x"), "If-Match", "\"7-00000000\"")
                        .status())
                .isEqualTo(412);
        assertThat(protocol.post(path + "/cancel", Map.of(), "If-Match", created.etag())
                        .status())
                .isEqualTo(422);
    }

    // Z2, Z6
    @Test
    void aHiddenSpeakerAndAForeignDialogueAreInNoAnswer() throws Exception {
        String family = unique("Geheim");
        String secret = id(manager.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", "Olga", "family", family)),
                        "sensitivity",
                        "confidential")));
        Map<String, Object> planned = dialogue(unique("Quiet"));
        planned.put(
                "agenda",
                List.of(Map.of("kind", "keynote", "speakers", List.of(Map.of("role", "keynote", "contact", secret)))));
        Answer created = manager.post("/dialogues", planned);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().toString()).contains(family, secret);
        String path = "/dialogues/" + id(created);
        for (String shown : List.of(path, path + "/history", "/dialogues")) {
            assertThat(viewer.get(shown).body().toString())
                    .as(shown)
                    .doesNotContain(family)
                    .doesNotContain(secret);
            assertThat(stranger.get(shown).body().toString()).as(shown).doesNotContain(id(created));
        }
        Answer hidden = stranger.get(path);
        Answer none = stranger.get("/dialogues/" + UUID.randomUUID());
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(none.body());
        Answer seen = diplomat.get(path);
        diplomat.put(
                path, seen.etag(), ((ObjectNode) seen.body().path("details").deepCopy()).put("venue", "Hall"));
        assertThat(manager.get(path).body().toString()).contains(family, "Hall");
    }

    // V12
    @Test
    void whoIsInChargeIsGivenFoundAndWarnedOf() throws Exception {
        diplomat.get("/dialogues");
        viewer.get("/dialogues");
        stranger.get("/dialogues");
        Answer officers = viewer.get("/officers?text={t}", "diplomat " + HERE);
        assertThat(officers.status()).as(officers.body().toString()).isEqualTo(200);
        assertThat(officers.body().size()).isEqualTo(1);
        assertThat(officers.body().toString()).doesNotContain("@");
        String officer = officers.body().at("/0/id").asString();
        assertThat(viewer.get("/officers?text=dialogues-there").body().size()).isZero();
        String foreign = stranger.get("/officers?text=dialogues-there")
                .body()
                .at("/0/id")
                .asString();

        Map<String, Object> planned = dialogue(unique("Led"));
        planned.put("startsAt", "2041-03-10T17:00:00Z");
        planned.put("endsAt", "2041-03-10T19:00:00Z");
        planned.put("inCharge", List.of(foreign));
        Answer refused = diplomat.post("/dialogues", planned);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("inCharge");
        planned.put("inCharge", List.of(officer));
        Answer first = diplomat.post("/dialogues", planned);
        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        assertThat(first.body().at("/details/inCharge/0").asString()).isEqualTo(officer);
        assertThat(first.body().at("/inCharge/0/elsewhere").size()).isZero();
        Answer second = diplomat.post("/dialogues", planned);
        assertThat(second.body().at("/inCharge/0/officer").asString()).isEqualTo(officer);
        assertThat(second.body().at("/inCharge/0/member").asBoolean()).isTrue();
        assertThat(second.body().at("/inCharge/0/elsewhere/0/id").asString()).isEqualTo(id(first));
        assertThat(viewer.get("/dialogues/" + id(first))
                        .body()
                        .at("/inCharge/0/elsewhere/0/id")
                        .asString())
                .isEqualTo(id(second));
        assertThat(ids(viewer.get("/dialogues?officer={o}&from=2041-01-01", officer)))
                .containsExactlyInAnyOrder(id(first), id(second));
        assertThat(ids(viewer.get("/dialogues?officer={o}", foreign))).isEmpty();
        // Left out, nobody is in charge any more.
        planned.remove("inCharge");
        Answer none = diplomat.put("/dialogues/" + id(second), second.etag(), planned);
        assertThat(none.body().path("inCharge").size()).isZero();
    }

    private static Map<String, Object> dialogue(String theme) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("theme", Map.of("en", theme));
        body.put("languages", List.of("en", "fr"));
        body.put("format", "in_person");
        body.put("venue", "House of the steppe");
        body.put("startsAt", "2033-03-10T17:00:00Z");
        body.put("endsAt", "2033-03-10T19:00:00Z");
        body.put("zone", "Europe/Brussels");
        body.put("capacity", Map.of("total", 60, "circles", Map.of("media", 10, "civil_society", 20)));
        body.put("sensitivity", "internal");
        body.put(
                "agenda",
                List.of(
                        Map.of(
                                "kind",
                                "opening",
                                "minutes",
                                10,
                                "speakers",
                                List.of(Map.of("name", "The host", "role", "opening_remarks"))),
                        Map.of("kind", "questions", "title", Map.of("en", "Your questions"))));
        return body;
    }

    private static Map<String, Object> series(String name) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", Map.of("en", name));
        body.put("sensitivity", "internal");
        body.put("firstNumber", 3);
        body.put("format", "online");
        body.put("streamLink", "https://stream.example/series");
        body.put("target", Map.of("shares", Map.of("civil_society", 20), "institutions", 12));
        body.put("zone", "Europe/Brussels");
        return body;
    }

    private static String id(Answer answer) {
        assertThat(answer.body().has("id")).as(answer.body().toString()).isTrue();
        return answer.body().path("id").asString();
    }

    private static List<String> ids(Answer slice) {
        assertThat(slice.status()).as(slice.body().toString()).isEqualTo(200);
        return slice.body()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private static String unique(String word) {
        return word + Long.toString(System.nanoTime(), 36);
    }
}
