package org.shanyraq.crm.invitation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import tools.jackson.databind.JsonNode;

/** Row C4 of the threats: the forms of templates, as a browser sees them, and the same through the API. */
class TemplatePagesIntegrationTests {

    private static final Map<String, Object> TEXT = Map.of("subject", "{{theme}}", "body", "Come.\n\n{{answer_link}}");

    private static HttpBrowser protocol;

    private final ApiCalls api = RunningCrm.apiAs("protocol");

    @BeforeAll
    static void signIn() {
        protocol = new HttpBrowser(RunningCrm.address());
        protocol.signIn("protocol");
    }

    @Test
    void aTemplateBeginsWithTheStandardTextAndIsRefusedForWhatIsWrongWithIt() {
        HttpResponse<String> page = protocol.get("/crm/invitation-templates/new?kind=REMINDER");
        assertThat(page.statusCode()).isEqualTo(200);
        JsonNode standard = api.get("/invitation-templates/standard/reminder").body();
        assertThat(page.body())
                .contains(standard.at("/texts/en/subject").asString())
                .contains(standard.at("/texts/kk/subject").asString());

        Map<String, String> form = new HashMap<>(Map.of(
                "kind", "REMINDER",
                "name", "Second reminder",
                "texts[en].subject", "{{theme}}",
                "texts[en].body", "{{email}}",
                "texts[fr].subject", " ",
                "texts[fr].body", ""));
        HttpResponse<String> refused = post("/crm/invitation-templates", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("There is no {{email}}")
                .contains("Put {{answer_link}} somewhere")
                .contains("Second reminder");

        form.put("texts[en].body", "{{answer_link}}");
        HttpResponse<String> made = post("/crm/invitation-templates", form);
        assertThat(made.statusCode()).isEqualTo(303);
        String address = path(made.headers().firstValue("Location").orElseThrow());
        assertThat(protocol.follow(made).body()).contains("The template Second reminder is made.");
        JsonNode stored = api.get(address.substring("/crm".length())).body();
        assertThat(stored.at("/details/kind").asString()).isEqualTo("reminder");
        assertThat(stored.at("/details/texts").propertyNames()).containsExactly("en");
    }

    @Test
    void aTemplateHasATextInOneMoreLanguageEachTimeItIsSaved() {
        Map<String, String> form = new HashMap<>(Map.of(
                "kind", "REMINDER",
                "name", "Erinnerung",
                "texts[en].subject", "{{theme}}",
                "texts[en].body", "{{answer_link}}",
                "more.subject", "{{theme}}",
                "more.body", "Bitte antworten Sie: {{answer_link}}"));
        for (String none : List.of("", "en", "german")) {
            form.put("moreLanguage", none);
            HttpResponse<String> refused = post("/crm/invitation-templates", form);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("Say in which language it is").contains("Bitte antworten Sie");
        }
        form.put("moreLanguage", "de");
        form.put("more.body", "Bitte antworten Sie: {{email}}");
        HttpResponse<String> wrong = post("/crm/invitation-templates", form);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("There is no {{email}}").contains("texts[de].body");

        form.put("more.body", "Bitte antworten Sie: {{answer_link}}");
        HttpResponse<String> made = post("/crm/invitation-templates", form);
        assertThat(made.statusCode()).isEqualTo(303);
        String address = path(made.headers().firstValue("Location").orElseThrow());
        assertThat(protocol.follow(made).body()).contains("German").contains("Bitte antworten Sie");
        assertThat(api.get(address.substring("/crm".length()))
                        .body()
                        .at("/details/texts")
                        .propertyNames())
                .containsExactly("de", "en");
        assertThat(protocol.get(address + "/edit").body()).contains("texts[de].body");
    }

    @Test
    void whatTwoPeopleChangeAtOnceIsPutTogetherLanguageByLanguage() {
        JsonNode made = api.post(
                        "/invitation-templates",
                        Map.of("kind", "invitation", "name", "Lunch", "texts", Map.of("en", TEXT, "fr", TEXT)))
                .body();
        String address = "/invitation-templates/" + made.path("id").asString();
        Map<String, String> form =
                shown(protocol.get("/crm" + address + "/edit").body());
        assertThat(api.put(
                                address,
                                "\"" + made.path("version").asString() + "\"",
                                Map.of(
                                        "kind",
                                        "invitation",
                                        "name",
                                        "Lunch",
                                        "texts",
                                        Map.of(
                                                "en",
                                                TEXT,
                                                "fr",
                                                Map.of("subject", "Repas", "body", "{{answer_link}}"))))
                        .status())
                .isEqualTo(200);

        form.put("name", "Lunch of the ambassador");
        HttpResponse<String> conflict = post("/crm" + address, form);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Repas").contains("Lunch of the ambassador");
        assertThat(api.get(address).body().at("/details/name").asString()).isEqualTo("Lunch");
    }

    @Test
    void whoMayOnlyReadSeesTemplatesAndChangesNone() {
        HttpBrowser viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");
        assertThat(viewer.get("/crm/invitation-templates").statusCode()).isEqualTo(200);
        assertThat(viewer.get("/crm/invitation-templates/new").statusCode()).isEqualTo(403);
        assertThat(RunningCrm.apiAs("viewer")
                        .post("/invitation-templates", Map.of("kind", "invitation", "name", "x", "texts", Map.of()))
                        .status())
                .isEqualTo(403);
    }

    private static HttpResponse<String> post(String path, Map<String, String> fields) {
        return protocol.post(path, fields, "X-CSRF-TOKEN", protocol.csrf("/crm/me"));
    }

    /** What the form of the page holds, with both texts as they were made. */
    private static Map<String, String> shown(String page) {
        Map<String, String> fields = new HashMap<>();
        Matcher input = Pattern.compile("<input[^>]*name=\"(version|fingerprints\\[[\\w-]+\\])\"[^>]*>")
                .matcher(page);
        while (input.find()) {
            Matcher value = Pattern.compile("value=\"([^\"]*)\"").matcher(input.group());
            assertThat(value.find()).isTrue();
            fields.put(input.group(1), value.group(1));
        }
        assertThat(fields).hasSize(7);
        for (String language : List.of("en", "fr")) {
            TEXT.forEach((part, text) -> fields.put("texts[" + language + "]." + part, text.toString()));
        }
        return fields;
    }

    private static String path(String location) {
        return URI.create(location).getPath();
    }
}
