package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.api.ApiClient.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.node.ObjectNode;

/** Follow-ups and commitments over the REST API; rows A7, H1 and H2 of the features. */
@ApiTest
class FollowUpApiIntegrationTests {

    private static final String HERE = "owed-here";

    @Autowired
    private MockMvc mvc;

    private ApiClient manager;
    private ApiClient viewer;
    private ApiClient stranger;
    private final String unique = Long.toString(System.nanoTime(), 36);
    private final String today = LocalDate.now(ZoneId.of("Europe/Brussels")).toString();

    @BeforeEach
    void clients() {
        ApiClient nobody = ApiClient.nobody(mvc);
        manager = nobody.as("manager", HERE, "confidential");
        viewer = nobody.as("viewer", HERE, "internal");
        stranger = nobody.as("manager", "owed-there", "confidential");
    }

    private String contact(String sensitivity) throws Exception {
        return manager.post(
                        "/contacts",
                        Map.of(
                                "names",
                                List.of(Map.of("kind", "latin", "given", "Ida", "family", unique)),
                                "sensitivity",
                                sensitivity))
                .body()
                .path("id")
                .asString();
    }

    @Test
    void aCommitmentIsNotedChangedKeptOnTheVersionThatWasShownAndHiddenFromOthers() throws Exception {
        String contact = contact("internal");
        Map<String, Object> body = Map.of(
                "direction",
                "theirs",
                "text",
                "They answer " + unique,
                "contact",
                contact,
                "madeOn",
                today,
                "sensitivity",
                "internal");
        assertThat(viewer.post("/commitments", body).status()).isEqualTo(403);
        Answer made = manager.post("/commitments", body, "Idempotency-Key", unique);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        Answer again = manager.post("/commitments", body, "Idempotency-Key", unique);
        assertThat(again.body()).isEqualTo(made.body());
        String path = "/commitments/" + made.body().path("id").asString();
        assertThat(viewer.get(path).status()).isEqualTo(200);
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(viewer.get("/commitments?linkKind=contact&linkId=" + contact)
                        .body()
                        .path("items")
                        .size())
                .isOne();
        assertThat(viewer.get("/commitments?linkKind=contact").status()).isEqualTo(400);

        // What is shown goes in again.
        ObjectNode details = (ObjectNode) made.body().path("details").deepCopy();
        Answer changed = manager.put(path, made.etag(), details.put("dueOn", today));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(manager.put(path, made.etag(), details).status()).isEqualTo(412);
        assertThat(manager.post(path + "/keep", Map.of(), "If-Match", changed.etag())
                        .fields())
                .containsExactly("evidence");
        Answer kept = manager.post(path + "/keep", Map.of("evidence", "Published"), "If-Match", changed.etag());
        assertThat(kept.body().path("state").asString()).isEqualTo("kept");
        assertThat(manager.post(path + "/break", Map.of("reason", "x"), "If-Match", kept.etag())
                        .status())
                .isEqualTo(409);
        Answer open = manager.post(path + "/reopen", Map.of("reason", "Another"), "If-Match", kept.etag());
        assertThat(open.body().path("state").asString()).isEqualTo("open");
        assertThat(viewer.get(path + "/history").body().path("items").size()).isEqualTo(4);
    }

    @Test
    void aFollowUpIsGivenOnlyToAnOfficerAndIsHiddenWithWhatItIsLinkedTo() throws Exception {
        Map<String, Object> body = Map.of(
                "text",
                "Call " + unique,
                "owner",
                UUID.randomUUID().toString(),
                "dueOn",
                today,
                "sensitivity",
                "internal");
        Answer refused = manager.post("/follow-ups", body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("owner");
        assertThat(manager.post("/follow-ups", Map.of("text", "x")).fields()).contains("owner", "dueOn", "sensitivity");
        assertThat(viewer.get("/follow-ups?text=" + unique).body().path("items").size())
                .isZero();
        assertThat(viewer.get("/follow-ups/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(viewer.post("/follow-ups", body).status()).isEqualTo(403);
    }
}
