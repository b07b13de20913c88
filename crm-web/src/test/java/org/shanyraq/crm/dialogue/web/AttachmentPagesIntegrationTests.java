package org.shanyraq.crm.dialogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import tools.jackson.databind.JsonNode;

/** Row D6 of the features, row C4 and faults 5 and 21 of the threats: forms and downloads of attached files, as a browser sees them. */
class AttachmentPagesIntegrationTests {

    private static HttpBrowser manager;

    private final ApiCalls api = RunningCrm.apiAs("manager");

    @BeforeAll
    static void signIn() {
        manager = new HttpBrowser(RunningCrm.address());
        manager.signIn("manager");
    }

    @Test
    void aFileThatCannotBeSentIsAnsweredByAPageThatSaysSo() {
        String file = path(attach(dialogue(), "speech.txt", text("Dear guests"), "internal"));
        HttpResponse<String> sent = manager.get(file + "/content");
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).isEqualTo("Dear guests");
        assertThat(sent.headers().firstValue("Content-Length")).contains("11");
        assertThat(sent.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox;");

        // As after a restore of a part of the database, or when somebody removes the file in that moment.
        int lost = RunningCrm.database()
                .sql("delete from crm_attachment_chunk where attachment_id = unhex(replace(?, '-', ''))")
                .param(file.substring(file.lastIndexOf('/') + 1))
                .update();
        assertThat(lost).isEqualTo(1);
        HttpResponse<String> gone = manager.get(file + "/content");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(gone.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(gone.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src");
        assertThat(gone.body()).contains("</html>");
    }

    // C4
    @Test
    void whatTwoPeopleChangeAtOnceIsPutTogetherAndTheRestIsAsked() {
        JsonNode made = attach(dialogue(), "talks.txt", text("talks"), "internal");
        String file = path(made);
        Map<String, String> form = form(manager.get(file + "/edit").body());
        assertThat(api.put(
                                api(file),
                                "\"" + made.path("version").asString() + "\"",
                                Map.of("title", "Talks", "sensitivity", "confidential"))
                        .status())
                .isEqualTo(200);

        // Who only gave it a title does not make it less sensitive again.
        form.put("title", "Speaking points");
        HttpResponse<String> conflict = post(file, form);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Talks").contains("Speaking points");
        Map<String, String> merged = form(conflict.body());
        assertThat(merged).containsEntry("title", "Speaking points").containsEntry("sensitivity", "CONFIDENTIAL");
        assertThat(manager.follow(post(file, merged)).body()).contains("Saved: Speaking points");
        assertThat(api.get(api(file)).body().at("/details/sensitivity").asString())
                .isEqualTo("confidential");
        assertThat(api.get(api(file)).body().at("/details/title").asString()).isEqualTo("Speaking points");

        // Nor is one removed that is another one by now.
        HttpResponse<String> removed = post(file + "/remove", Map.of("version", form.get("version")));
        assertThat(removed.statusCode()).isEqualTo(303);
        assertThat(manager.follow(removed).body()).contains("Somebody changed this meanwhile");
        assertThat(api.get(api(file)).status()).isEqualTo(200);
    }

    @Test
    void whatIsTooLargeIsRefusedWithTheFormAsItWas() {
        String dialogue = dialogue();
        HttpResponse<String> large = upload(dialogue, "large.txt", new byte[1024 * 1024 + 1]);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("Kept title").contains("1 MB").contains("f-file-error");

        attach(dialogue, "a.txt", letters(1024 * 1024), "internal");
        assertThat(upload(dialogue, "b.txt", letters(1024 * 1024)).statusCode()).isEqualTo(303);
        HttpResponse<String> full = upload(dialogue, "c.txt", letters(1));
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(full.body()).contains("Kept title").contains("2 MB").contains("crm-errors");

        String api = api("/crm/dialogues/" + dialogue + "/attachments");
        ApiCalls.Answer overApi = this.api.upload(api, "c.txt", letters(1), "sensitivity", "internal");
        assertThat(overApi.status()).isEqualTo(409);
        assertThat(this.api
                        .upload(api, "d.txt", letters(1024 * 1024 + 1), "sensitivity", "internal")
                        .status())
                .isEqualTo(413);
        assertThat(this.api.get(api).body().path("items").size()).isEqualTo(2);
    }

    private HttpResponse<String> upload(String dialogue, String fileName, byte[] content) {
        String path = "/crm/dialogues/" + dialogue + "/attachments";
        return manager.upload(
                path,
                "en",
                fileName,
                content,
                "_csrf",
                manager.csrf(path + "/new"),
                "title",
                "Kept title",
                "sensitivity",
                "INTERNAL");
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) {
        return manager.post(path, fields, "X-CSRF-TOKEN", manager.csrf("/crm/me"));
    }

    /** What the form of the page holds. */
    private static Map<String, String> form(String page) {
        Map<String, String> fields = new HashMap<>();
        Matcher input = Pattern.compile("<input[^>]*name=\"(version|fingerprints\\[\\w+\\]|title)\"[^>]*>")
                .matcher(page);
        while (input.find()) {
            Matcher value = Pattern.compile("value=\"([^\"]*)\"").matcher(input.group());
            fields.put(input.group(1), value.find() ? value.group(1) : "");
        }
        Matcher chosen = Pattern.compile("<option value=\"(\\w+)\" selected").matcher(page);
        assertThat(chosen.find()).isTrue();
        fields.put("sensitivity", chosen.group(1));
        return fields;
    }

    private JsonNode attach(String dialogue, String fileName, byte[] content, String sensitivity) {
        ApiCalls.Answer made =
                api.upload("/dialogues/" + dialogue + "/attachments", fileName, content, "sensitivity", sensitivity);
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made.body();
    }

    private static String path(JsonNode attachment) {
        return "/crm/dialogues/" + attachment.path("dialogue").asString() + "/attachments/"
                + attachment.path("id").asString();
    }

    private static String api(String page) {
        return page.substring("/crm".length());
    }

    private String dialogue() {
        ApiCalls.Answer made = api.post(
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
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made.body().path("id").asString();
    }

    private static byte[] letters(int number) {
        return text("a".repeat(number));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
