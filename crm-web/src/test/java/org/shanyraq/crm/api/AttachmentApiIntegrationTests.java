package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.api.ApiClient.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

/** Files of dialogues over the REST API; row D6 of the features, threats Z11, Z15, F6, F7 and F12. */
@ApiTest
class AttachmentApiIntegrationTests {

    private static final String HERE = "attachments-here";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcTemplate jdbc;

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
        stranger = nobody.as("manager", "attachments-there", "confidential");
    }

    @Test
    void aFileIsAttachedFetchedChangedAndRemoved() throws Exception {
        String files = dialogue() + "/attachments";
        Map<String, String> fields = Map.of("sensitivity", "internal", "title", "Opening remarks");
        Answer made = diplomat.upload(files, "../Сөз.txt", text("Dear guests"), fields, "Idempotency-Key", files);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String path = files + "/" + made.body().path("id").asString();
        assertThat(made.header("Location")).isEqualTo("/crm/api/v1" + path);
        assertThat(made.body().path("fileName").asString()).isEqualTo("Сөз.txt");
        assertThat(made.body().path("type").asString()).isEqualTo("text");
        assertThat(made.body().path("size").asLong()).isEqualTo(11);
        assertThat(made.body().path("effective").asString()).isEqualTo("internal");
        assertThat(made.body().at("/details/title").asString()).isEqualTo("Opening remarks");
        Answer again = diplomat.upload(files, "../Сөз.txt", text("Dear guests"), fields, "Idempotency-Key", files);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(made.body());
        assertThat(diplomat.upload(files, "../Сөз.txt", text("Others"), fields, "Idempotency-Key", files)
                        .status())
                .isEqualTo(422);
        assertThat(viewer.get(path).body()).isEqualTo(made.body());
        assertThat(viewer.get(path).etag()).isEqualTo(made.etag());
        assertThat(viewer.get(files).body().path("items").size()).isEqualTo(1);

        Answer content = viewer.get(path + "/content");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.response().getContentAsByteArray()).isEqualTo(text("Dear guests"));

        assertThat(diplomat.call(HttpMethod.PUT, path, made.body().path("details"))
                        .status())
                .isEqualTo(428);
        Answer changed = diplomat.put(path, made.etag(), Map.of("sensitivity", "restricted"));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().at("/details/title").isMissingNode()).isTrue();
        assertThat(diplomat.put(path, made.etag(), Map.of("sensitivity", "restricted"))
                        .status())
                .isEqualTo(412);
        assertThat(diplomat.put(path, changed.etag(), Map.of("sensitivity", "internal"))
                        .fields())
                .containsExactly("sensitivity");
        assertThat(diplomat.call(HttpMethod.DELETE, path, null).status()).isEqualTo(428);
        assertThat(diplomat.call(HttpMethod.DELETE, path, null, "If-Match", changed.etag())
                        .status())
                .isEqualTo(204);
        assertThat(diplomat.get(path + "/content").status()).isEqualTo(404);
        assertThat(diplomat.get(files).body().path("items").size()).isZero();
    }

    // F6, F7, F12
    @Test
    void whateverAFileHoldsABrowserOnlySavesIt() throws Exception {
        String files = dialogue() + "/attachments";
        byte[] both = text("GIF89a/*<html><script>alert(1)</script>*/");
        Answer made =
                diplomat.upload(files, "C:\\x\\evil\r\nSet-Cookie: a=b;\".HTML", both, Map.of("sensitivity", "public"));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        Answer content = viewer.call(
                HttpMethod.GET,
                files + "/" + made.body().path("id").asString() + "/content",
                null,
                "Range",
                "bytes=0-3",
                "Accept",
                "text/html");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.response().getContentAsByteArray()).isEqualTo(both);
        assertThat(content.header("Content-Type")).isEqualTo("image/gif");
        assertThat(content.header("Content-Length")).isEqualTo(Integer.toString(both.length));
        assertThat(content.header("Content-Disposition"))
                .startsWith("attachment;")
                .endsWith(".HTML.gif")
                .doesNotContain("\r", "\n");
        assertThat(content.header("Set-Cookie")).isEmpty();
        assertThat(content.header("Content-Security-Policy")).startsWith("sandbox;");
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(content.header("Cache-Control")).contains("no-store");

        for (byte[] refused : List.of(new byte[0], text("<svg onload='alert(1)'/>"), text("MZ\0\0"))) {
            Answer answer = diplomat.upload(files, "speech.pdf", refused, Map.of("sensitivity", "public"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.fields()).containsExactly("file");
        }
        assertThat(diplomat.upload(files, "a.txt", text("a"), Map.of()).status())
                .isEqualTo(400);
        assertThat(diplomat.upload(files, "a.txt", text("a"), Map.of("sensitivity", "public", "mission", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(diplomat.post(files, Map.of("sensitivity", "public")).status())
                .isBetween(400, 415);
        assertThat(viewer.get(files).body().path("items").size()).isEqualTo(1);
    }

    // Z11, Z15
    @Test
    void aHiddenFileIsLikeOneThatDoesNotExist() throws Exception {
        String dialogue = dialogue();
        String files = dialogue + "/attachments";
        Answer made = manager.upload(files, "talks.txt", text("talks"), Map.of("sensitivity", "confidential"));
        String path = files + "/" + made.body().path("id").asString();
        Answer none = viewer.get(files + "/" + UUID.randomUUID());
        assertThat(none.status()).isEqualTo(404);
        for (ApiClient client : List.of(viewer, diplomat, stranger)) {
            for (String shown : List.of(path, path + "/content")) {
                Answer hidden = client.get(shown);
                assertThat(hidden.status()).isEqualTo(404);
                assertThat(hidden.body()).isEqualTo(none.body());
                assertThat(hidden.header("Content-Disposition")).isEmpty();
            }
            assertThat(client.get(files).body().toString()).doesNotContain("talks");
            assertThat(client.get(dialogue + "/history").body().toString()).doesNotContain("talks");
        }
        assertThat(diplomat.call(HttpMethod.DELETE, path, null, "If-Match", made.etag())
                        .status())
                .isEqualTo(404);
        assertThat(viewer.call(HttpMethod.DELETE, path, null, "If-Match", made.etag())
                        .status())
                .isEqualTo(403);
        assertThat(diplomat.upload(files, "a.txt", text("a"), Map.of("sensitivity", "confidential"))
                        .fields())
                .containsExactly("sensitivity");
        // Under another dialogue it is not found either.
        assertThat(manager.get(dialogue() + "/attachments/"
                                + made.body().path("id").asString())
                        .status())
                .isEqualTo(404);
        assertThat(protocol.get(path).status()).isEqualTo(404);
        assertThat(manager.get(path).body()).isEqualTo(made.body());
    }

    @Test
    void aFileThatIsGoneBeforeItIsSentDoesNotExistAndOneThatGoesMeanwhileBreaksOff() throws Exception {
        String files = dialogue() + "/attachments";
        byte[] large = "Dear guests, ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        Answer made = diplomat.upload(files, "a.txt", large, Map.of("sensitivity", "public"));
        String id = made.body().path("id").asString();
        String content = files + "/" + id + "/content";

        lose(id, 1);
        assertThatThrownBy(() -> viewer.get(content)).isInstanceOf(IOException.class);

        lose(id, 0);
        Answer gone = viewer.get(content);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(gone.header("Content-Disposition")).isEmpty();
    }

    /** As somebody does who removes the file in that moment. */
    private void lose(String id, int piece) {
        int lost = jdbc.update(
                "delete from crm_attachment_chunk where attachment_id = unhex(replace(?, '-', '')) and number = ?",
                id,
                piece);
        assertThat(lost).isEqualTo(1);
    }

    private String dialogue() throws Exception {
        Answer made = diplomat.post(
                "/dialogues",
                Map.of(
                        "theme",
                        Map.of("en", "Files " + System.nanoTime()),
                        "format",
                        "online",
                        "startsAt",
                        "2033-03-10T17:00:00Z",
                        "endsAt",
                        "2033-03-10T19:00:00Z",
                        "zone",
                        "Europe/Brussels",
                        "sensitivity",
                        "internal"));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return "/dialogues/" + made.body().path("id").asString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
