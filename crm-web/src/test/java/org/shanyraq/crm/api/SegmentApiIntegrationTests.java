package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Tags, lists and saved queries over the REST API; row A7 of the features, threats Z2 and Z11. */
@ApiTest
class SegmentApiIntegrationTests {

    private static final String HERE = "segments-here";

    @Autowired
    private MockMvc mvc;

    private ApiClient diplomat;
    private ApiClient viewer;
    private ApiClient manager;
    private ApiClient stranger;

    @BeforeEach
    void clients() {
        ApiClient nobody = ApiClient.nobody(mvc);
        diplomat = nobody.as("diplomat", HERE);
        viewer = nobody.as("viewer", HERE, "internal");
        manager = nobody.as("manager", HERE, "confidential");
        stranger = nobody.as("manager", "segments-there", "confidential");
    }

    @Test
    void aTagIsMadePutOnAContactFoundTakenOffAndArchived() throws Exception {
        String name = "Energy" + System.nanoTime();
        Map<String, String> body = Map.of("kind", "tag", "name", name, "sensitivity", "internal");
        Answer made = diplomat.post("/segments", body, "Idempotency-Key", name);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String id = made.body().path("id").asString();
        String path = "/segments/" + id;
        assertThat(made.header("Location")).isEqualTo("/crm/api/v1" + path);
        Answer again = diplomat.post("/segments", body, "Idempotency-Key", name);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(made.body());
        assertThat(viewer.get(path).body()).isEqualTo(made.body());
        assertThat(diplomat.post("/segments", body).fields()).containsExactly("name");

        String contact = contact("Aliya");
        for (int i = 0; i < 2; i++) {
            assertThat(diplomat.call(HttpMethod.PUT, path + "/contacts/" + contact, null)
                            .status())
                    .isEqualTo(204);
        }
        assertThat(ids(viewer.get(path + "/contacts"))).containsExactly(contact);
        assertThat(ids(viewer.get("/contacts?segment=" + id))).containsExactly(contact);
        assertThat(ids(viewer.get("/contacts/" + contact + "/segments"))).containsExactly(id);
        assertThat(viewer.call(HttpMethod.PUT, path + "/contacts/" + contact, null)
                        .status())
                .isEqualTo(403);
        assertThat(diplomat.call(HttpMethod.PUT, path + "/contacts/" + UUID.randomUUID(), null)
                        .status())
                .isEqualTo(404);
        for (int i = 0; i < 2; i++) {
            assertThat(diplomat.call(HttpMethod.DELETE, path + "/contacts/" + contact, null)
                            .status())
                    .isEqualTo(204);
        }
        assertThat(ids(viewer.get(path + "/contacts"))).isEmpty();

        // What is shown goes in again, on the version that was shown.
        ObjectNode details = (ObjectNode) made.body().path("details").deepCopy();
        assertThat(diplomat.call(HttpMethod.PUT, path, details).status()).isEqualTo(428);
        Answer changed = diplomat.put(path, made.etag(), details.put("description", "What they deal with"));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(diplomat.put(path, made.etag(), details).status()).isEqualTo(412);
        Answer archived = diplomat.post(path + "/archive", null, "If-Match", changed.etag());
        assertThat(archived.body().path("archived").asBoolean()).isTrue();
        assertThat(diplomat.call(HttpMethod.PUT, path + "/contacts/" + contact, null)
                        .status())
                .isEqualTo(409);
        assertThat(ids(viewer.get("/segments?kind=tag"))).doesNotContain(id);
        assertThat(ids(viewer.get("/segments?kind=tag&archived=only"))).contains(id);
        Answer restored = diplomat.post(path + "/restore", null, "If-Match", archived.etag());
        assertThat(restored.body().path("archived").asBoolean()).isFalse();
        assertThat(viewer.get(path + "/history").body().path("items").size()).isEqualTo(4);
    }

    @Test
    void aQueryIsSavedAndAskedAnew() throws Exception {
        String family = "Savedova" + Long.toString(System.nanoTime(), 36);
        Answer made = diplomat.post(
                "/segments",
                Map.of(
                        "kind",
                        "query",
                        "name",
                        family,
                        "sensitivity",
                        "internal",
                        "query",
                        Map.of("text", family, "sort", "created", "descending", true)));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String path = "/segments/" + made.body().path("id").asString();
        assertThat(ids(viewer.get(path + "/contacts"))).isEmpty();
        String first = contact(family);
        String second = contact(family);
        assertThat(ids(viewer.get(path + "/contacts"))).containsExactly(second, first);
        Answer same = diplomat.put(path, made.etag(), made.body().path("details"));
        assertThat(same.body()).isEqualTo(made.body());

        assertThat(diplomat.post("/segments", Map.of("kind", "query", "name", "x", "sensitivity", "internal"))
                        .fields())
                .containsExactly("query");
        Answer wrong = diplomat.post(
                "/segments",
                Map.of(
                        "kind",
                        "query",
                        "name",
                        "x" + family,
                        "sensitivity",
                        "internal",
                        "query",
                        Map.of("segment", UUID.randomUUID().toString())));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.fields()).containsExactly("query.segment");
        assertThat(diplomat.post("/segments", Map.of("name", "x")).fields())
                .containsExactlyInAnyOrder("kind", "sensitivity");
    }

    // Z2, Z11
    @Test
    void aHiddenSegmentIsLikeOneThatDoesNotExist() throws Exception {
        String name = "Difficult " + System.nanoTime();
        Answer made = manager.post("/segments", Map.of("kind", "tag", "name", name, "sensitivity", "confidential"));
        String id = made.body().path("id").asString();
        String contact = contact("Talgat");
        manager.call(HttpMethod.PUT, "/segments/" + id + "/contacts/" + contact, null);
        Answer none = viewer.get("/segments/" + UUID.randomUUID());
        for (ApiClient client : List.of(viewer, diplomat, stranger)) {
            for (String path : List.of("", "/contacts", "/history")) {
                Answer hidden = client.get("/segments/" + id + path);
                assertThat(hidden.status()).isEqualTo(404);
                assertThat(hidden.body()).isEqualTo(none.body());
            }
            assertThat(client.get("/segments").body().toString()).doesNotContain(name);
            assertThat(ids(client.get("/contacts?segment=" + id))).isEmpty();
        }
        assertThat(ids(viewer.get("/contacts/" + contact + "/segments"))).isEmpty();
        assertThat(viewer.get("/contacts/" + contact + "/history").body().toString())
                .doesNotContain(name);
        assertThat(diplomat.call(HttpMethod.PUT, "/segments/" + id + "/contacts/" + contact, null)
                        .status())
                .isEqualTo(404);
    }

    private String contact(String family) throws Exception {
        Answer made = diplomat.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", "Saule", "family", family)),
                        "sensitivity",
                        "internal"));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().path("id").asString();
    }

    private static List<String> ids(Answer answer) {
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
