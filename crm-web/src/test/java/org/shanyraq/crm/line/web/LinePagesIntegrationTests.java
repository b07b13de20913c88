package org.shanyraq.crm.line.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import tools.jackson.databind.JsonNode;

/** Topics, contradictions and uses of lines, on the pages without script and in the API. Rows G6, G7 and U8. */
class LinePagesIntegrationTests {

    private static ApiCalls author;
    private static ApiCalls approver;
    private static HttpBrowser diplomat;
    private static HttpBrowser manager;
    private static HttpBrowser viewer;

    private final String unique = "q" + Long.toString(System.nanoTime(), 36);

    @BeforeAll
    static void signIn() {
        author = RunningCrm.apiAs("protocol");
        approver = RunningCrm.apiAs("manager");
        diplomat = signedIn("diplomat");
        manager = signedIn("manager");
        viewer = signedIn("viewer");
    }

    private static HttpBrowser signedIn(String user) {
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        browser.signIn(user);
        return browser;
    }

    @Test
    void aLineIsFoundByATopicAboveItsOwnAndItsHistoryNamesTheTopics() {
        String climate = topic("climate");
        String water = topic("water");
        String energy = topic("energy");
        String line = path(
                drafted("Where are the rivers of " + unique + "?", "In the hills.", Map.of("topics", List.of(water))));
        assertThat(body(diplomat, "/crm" + line)).contains("/crm/lines?topic=" + water, ">Water</a>");
        assertThat(body(diplomat, "/crm/lines?topic=" + water)).contains(unique, "selected=\"selected\">");
        assertThat(body(diplomat, "/crm/lines?topic=" + climate))
                .as("water is below it")
                .contains(unique);
        assertThat(body(diplomat, "/crm/lines?topic=" + energy)).doesNotContain(unique);
        assertThat(author.get("/lines?topic=" + water).body().toString()).contains(unique, "Water");
        assertThat(author.get(line).body().path("topics").path(water).path("en").asString())
                .isEqualTo("Water");

        String form = body(diplomat, "/crm" + line + "/edit");
        assertThat(form).contains("name=\"topicsBefore\" value=\"" + water + "\"", "name=\"topicsAsked\"");
        Map<String, String> typed = typed(form);
        typed.put("topics[0]", water);
        typed.put("topics[1]", energy);
        typed.put("topicsBefore", water);
        typed.put("topicsAsked", "true");
        assertThat(saved(diplomat, "/crm" + line, typed)).contains(">Energy</a>");
        String history = body(diplomat, "/crm" + line + "/history");
        assertThat(history).contains("Topics", "Energy").doesNotContain(energy);
    }

    @Test
    void aFormOfBeforeThereWereTopicsAndOneThatSomebodyWasQuickerThanLoseNone() {
        String climate = topic("climate");
        String water = topic("water");
        String energy = topic("energy");
        String line = path(
                drafted("Where are the lakes of " + unique + "?", "In the hills.", Map.of("topics", List.of(water))));
        Map<String, String> older = typed(body(diplomat, "/crm" + line + "/edit"));
        older.put("texts[en].answer", "In the plain.");
        assertThat(saved(diplomat, "/crm" + line, older)).contains("In the plain.", ">Water</a>");

        Map<String, String> mine = typed(body(diplomat, "/crm" + line + "/edit"));
        ApiCalls.Answer before = author.get(line);
        assertThat(author.put(
                                line,
                                before.etag(),
                                body(
                                        "Where are the lakes of " + unique + "?",
                                        "In the plain.",
                                        Map.of("topics", List.of(water, climate))))
                        .status())
                .isEqualTo(200);
        mine.put("topics[0]", energy);
        mine.put("topicsBefore", water);
        mine.put("topicsAsked", "true");
        HttpResponse<String> stale = post(diplomat, "/crm" + line, mine);
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(chosen(stale.body())).containsExactlyInAnyOrder(climate, energy);

        ApiCalls.Answer now = author.get(line);
        ApiCalls.Answer silent =
                author.put(line, now.etag(), body("Where are the lakes of " + unique + "?", "Everywhere.", Map.of()));
        assertThat(silent.body().path("topics").propertyNames()).containsExactlyInAnyOrder(water, climate);
    }

    @Test
    void aContradictionStandsOnBothPagesAndInTheListUntilAManagerSaysThatItIsNone() {
        String one = inUse("What is our position on the ferry of " + unique + "?", "We are for it.");
        String other = inUse("What is the position on the ferry of " + unique + "?", "We are against it.");
        assertThat(body(viewer, "/crm" + one))
                .contains("Contradictions", "We are against it.", "/crm" + other)
                .doesNotContain("They do not contradict each other");
        assertThat(body(viewer, "/crm" + other)).contains("We are for it.");
        assertThat(body(manager, "/crm/lines")).containsPattern("Contradictions \\([1-9][0-9]*\\)");
        assertThat(body(viewer, "/crm/lines")).doesNotContain("Contradictions (");
        assertThat(body(manager, "/crm/lines?contradicting=true")).contains("position on the ferry of " + unique);
        JsonNode found = author.get(one + "/contradictions").body().path(0);
        assertThat(found.path("contradicts").asBoolean()).isTrue();
        assertThat(found.path("likeness").asInt()).isGreaterThanOrEqualTo(75);

        Map<String, String> verdict = Map.of(
                "edition", "1", "other", found.path("other").asString(), "otherEdition", "1", "contradicts", "false");
        assertThat(post(viewer, "/crm" + one + "/contradictions", verdict).statusCode())
                .isEqualTo(403);
        assertThat(saved(manager, "/crm" + one + "/contradictions", verdict))
                .contains("shown as a contradiction no more", "said that they do not contradict each other");
        assertThat(body(manager, "/crm/lines?contradicting=true")).doesNotContain(unique);
        assertThat(body(manager, "/crm" + other + "/history"))
                .contains("Does not contradict", "the ferry of " + unique);

        assertThat(body(manager, "/crm" + one + "/contradict"))
                .contains("We are against it.", "They contradict each other");
        Map<String, Object> said =
                Map.of("edition", 1, "other", found.path("other").asString(), "otherEdition", 1, "contradicts", true);
        assertThat(approver.post(one + "/contradictions", said)
                        .body()
                        .path(0)
                        .path("contradicts")
                        .asBoolean())
                .isTrue();
        assertThat(author.post(one + "/contradictions", said).status()).isEqualTo(403);
        assertThat(approver.post(one + "/contradictions", Map.of("edition", 1)).status())
                .isBetween(400, 422);
        assertThat(approver.post(
                                one + "/contradictions",
                                Map.of(
                                        "edition",
                                        2,
                                        "other",
                                        found.path("other").asString(),
                                        "otherEdition",
                                        1,
                                        "contradicts",
                                        true))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aUseIsNotedOnceByAFormThatIsSentTwice() {
        String line = inUse("Who keeps the lighthouse of " + unique + "?", "The port does.");
        String contact = author.post(
                        "/contacts",
                        Map.of(
                                "names",
                                List.of(Map.of("kind", "latin", "given", "Ida", "family", unique)),
                                "sensitivity",
                                "internal"))
                .body()
                .path("id")
                .asString();
        String form = body(diplomat, "/crm" + line + "/use");
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("edition", "1");
        typed.put("language", "en");
        typed.put("once", value(form, "once"));
        typed.put("contactText", "nobody of that name");
        HttpResponse<String> refused = post(diplomat, "/crm" + line + "/use", typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("nobody of that name");
        typed.put("contact", contact);
        typed.put("contactText", "Ida " + unique);
        typed.put("at", "2019-01-01T10:00");
        assertThat(post(diplomat, "/crm" + line + "/use", typed).body())
                .contains("The line was not approved yet at that time.");
        typed.put("at", value(form, "at"));
        for (int i = 0; i < 2; i++) {
            assertThat(saved(diplomat, "/crm" + line + "/use", typed)).contains("The use is noted.", "Used (1)");
        }
        assertThat(body(diplomat, "/crm" + line + "/uses")).contains("Ida " + unique);
        assertThat(viewer.get("/crm" + line + "/use").statusCode()).isEqualTo(403);
        assertThat(author.get("/lines/" + UUID.randomUUID() + "/uses/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aLineThatIsNotInUseIsNotNotedAndSaysWhy() {
        String line = path(drafted("Who keeps the beacon of " + unique + "?", "The port does.", Map.of()));
        assertThat(body(diplomat, "/crm" + line + "/use"))
                .contains("The line is not in use.")
                .doesNotContain("name=\"once\"");
        assertThat(saved(diplomat, "/crm" + line + "/use", Map.of("edition", "1", "language", "en")))
                .contains("The line is not in use.");
        ApiCalls.Answer refused = author.post(line + "/uses", Map.of("edition", 1, "language", "en"));
        assertThat(refused.status()).isEqualTo(409);
    }

    @Test
    void theSameCallWithTheSameKeyNotesOneUse() throws Exception {
        String line = inUse("Who keeps the buoy of " + unique + "?", "The port does.");
        ApiCalls.Answer made = author.post(line + "/uses", Map.of("edition", 1, "language", "en"));
        assertThat(made.status()).isEqualTo(201);
        String place = made.response().headers().firstValue("Location").orElseThrow();
        assertThat(author.get(place.substring(place.indexOf("/lines/")))
                        .body()
                        .path("by")
                        .asString())
                .isEqualTo(made.body().path("by").asString());
        String key = "use-" + unique;
        for (int i = 0; i < 2; i++) {
            ApiCalls.Answer again = author.postOnce(line + "/uses", key, Map.of("edition", 1, "language", "en"));
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.response().headers().firstValue("Idempotency-Replayed"))
                    .contains(Boolean.toString(i == 1));
        }
        assertThat(author.get(line).body().path("uses").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsMissingInABodyIsToldAndBreaksNothing() {
        Map<String, Object> body = body("Who?", "Somebody.", Map.of());
        for (Map<String, Object> wrong : List.of(
                Collections.<String, Object>singletonMap("texts", Collections.singletonMap("en", null)),
                Map.<String, Object>of("texts", Map.of("en", Collections.singletonMap("question", null))),
                Map.<String, Object>of("sources", Arrays.asList((Object) null)),
                Map.<String, Object>of("sources", List.of(Collections.singletonMap("title", null))),
                Map.<String, Object>of("topics", Arrays.asList((Object) null)),
                Map.<String, Object>of("topics", List.of(UUID.randomUUID().toString())))) {
            Map<String, Object> whole = new LinkedHashMap<>(body);
            whole.putAll(wrong);
            assertThat(author.post("/lines", whole).status()).as("%s", wrong).isIn(400, 422);
        }
    }

    private String inUse(String question, String answer) {
        ApiCalls.Answer made = drafted(question, answer, Map.of());
        String line = path(made);
        ApiCalls.Answer proposed = author.act(line + "/propose", made.etag());
        assertThat(approver.act(line + "/approve", proposed.etag()).status()).isEqualTo(200);
        return line;
    }

    private static ApiCalls.Answer drafted(String question, String answer, Map<String, Object> more) {
        ApiCalls.Answer made = author.post("/lines", body(question, answer, more));
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made;
    }

    private static Map<String, Object> body(String question, String answer, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("texts", Map.of("en", Map.of("question", question, "answer", answer)));
        body.put("sensitivity", "internal");
        body.put(
                "owner",
                author.get("/officers?text=kaliyeva").body().path(0).path("id").asString());
        body.putAll(more);
        return body;
    }

    private static String path(ApiCalls.Answer made) {
        return "/lines/" + made.body().path("id").asString();
    }

    private static String topic(String handle) {
        for (JsonNode topic : author.get("/topics").body()) {
            if (topic.path("details").path("handle").asString().equals(handle)) {
                return topic.path("id").asString();
            }
        }
        throw new IllegalStateException("no topic " + handle);
    }

    private static String body(HttpBrowser browser, String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> post(HttpBrowser browser, String path, Map<String, String> fields) {
        return browser.post(path, fields, "X-CSRF-TOKEN", browser.csrf("/crm/me"));
    }

    private static String saved(HttpBrowser browser, String path, Map<String, String> fields) {
        HttpResponse<String> answer = post(browser, path, fields);
        assertThat(answer.statusCode()).as("%s", answer.body()).isIn(302, 303);
        return browser.follow(answer).body();
    }

    /** What a form of a line sends, but for its topics. */
    private static Map<String, String> typed(String form) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String field : List.of("version", "owner", "ownerText", "texts[en].question")) {
            typed.put(field, value(form, field));
        }
        typed.put("texts[en].answer", "In the hills.");
        typed.put("sensitivity", "INTERNAL");
        return typed;
    }

    private static String value(String form, String field) {
        Matcher input = Pattern.compile("<input[^>]*name=\"" + Pattern.quote(field) + "\"[^>]*>")
                .matcher(form);
        assertThat(input.find()).as(field).isTrue();
        Matcher value = Pattern.compile("value=\"([^\"]*)\"").matcher(input.group());
        assertThat(value.find()).as(input.group()).isTrue();
        return value.group(1);
    }

    /** The topics that the form has chosen. */
    private static List<String> chosen(String form) {
        return Pattern.compile("<select[^>]*name=\"topics\\[\\d+]\".*?</select>", Pattern.DOTALL)
                .matcher(form)
                .results()
                .map(select ->
                        Pattern.compile("value=\"([^\"]+)\"[^>]*selected").matcher(select.group()))
                .filter(Matcher::find)
                .map(option -> option.group(1))
                .toList();
    }
}
