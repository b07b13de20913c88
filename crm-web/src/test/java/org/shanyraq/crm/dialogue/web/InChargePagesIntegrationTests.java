package org.shanyraq.crm.dialogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Row V12 of the features: who is in charge, on the pages and without script. */
class InChargePagesIntegrationTests {

    private static final String ME = "Madina Kaliyeva";
    private static final String COLLEAGUE = "Daniyar Ospanov";

    private static HttpBrowser protocol;
    private static String me = "";

    private final String unique = Long.toString(System.nanoTime(), 36);

    @BeforeAll
    static void signIn() {
        // Officers are known from their first sign-in.
        for (String user : new String[] {"diplomat", "diplomat-gva"}) {
            assertThat(RunningCrm.apiAs(user).get("/dialogues").status()).isEqualTo(200);
        }
        protocol = new HttpBrowser(RunningCrm.address());
        protocol.signIn("protocol");
        Matcher own = Pattern.compile("<option value=\"([0-9a-f-]{36})\"[^>]*>Me</option>")
                .matcher(get("/crm/dialogues"));
        assertThat(own.find()).isTrue();
        me = own.group(1);
    }

    @Test
    void colleaguesAreSuggestedByNameAndNothingElse() {
        assertThat(get("/crm/officers/suggest?q=ospan"))
                .contains("data-text=\"" + COLLEAGUE + "\"")
                .doesNotContain("@");
        assertThat(get("/crm/officers/suggest?inCharge%5B0%5D.officerText=%D0%94%D0%B0%D0%BD%D0%B8%D1%8F%D1%80"))
                .contains(COLLEAGUE);
        // An officer of another mission is none.
        assertThat(get("/crm/officers/suggest?q=Nurpeisov")).doesNotContain("Nurpeisov");
        assertThat(get("/crm/officers/suggest?q=o")).doesNotContain(COLLEAGUE);
        HttpBrowser viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");
        assertThat(viewer.get("/crm/officers/suggest?q=ospan").body()).contains(COLLEAGUE);
    }

    @Test
    void whoPlansADialogueIsInChargeUntilTheFormSaysOtherwise() {
        String form = get("/crm/dialogues/new");
        assertThat(form).contains("name=\"inCharge[0].officerText\" value=\"" + ME + "\"");
        assertThat(form).contains("name=\"inCharge[0].officer\" value=\"" + me + "\"");

        Map<String, String> typed = plan("Roads " + unique, "2037-03-10T18:00");
        typed.put("inCharge[0].officer", me);
        typed.put("inCharge[0].officerText", ME);
        typed.put("add", "inCharge");
        String longer = post("/crm/dialogues", typed).body();
        assertThat(longer).contains("name=\"inCharge[1].officerText\"");

        typed.remove("add");
        typed.put("inCharge[1].officerText", "nurpeisov");
        HttpResponse<String> refused = post("/crm/dialogues", typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("f-inCharge-1-officer-error", "value=\"nurpeisov\"");

        // What was typed is looked up; no id comes with it.
        typed.put("inCharge[1].officerText", "ospanov");
        String page = saved("/crm/dialogues", typed);
        assertThat(page).contains("Entered: Roads " + unique);
        assertThat(inCharge(page)).isEqualTo(ME + ", " + COLLEAGUE);
        String history = get(path(page) + "/history");
        assertThat(history).contains("In charge 1", "In charge 2", COLLEAGUE).doesNotContain(me);

        typed.put("version", "0");
        typed.put("inCharge[0].officerText", "");
        assertThat(inCharge(saved(path(page), typed))).isEqualTo(COLLEAGUE);

        typed.put("version", "1");
        typed.put("inCharge[0].officerText", COLLEAGUE);
        HttpResponse<String> twice = post(path(page), typed);
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).contains("Somebody is in charge twice");
        typed.put("inCharge[0].officerText", "");
        typed.put("inCharge[1].officerText", "");
        assertThat(saved(path(page), typed)).doesNotContain("id=\"in-charge\"");
    }

    @Test
    void whoIsBookedTwiceIsToldOfAfterSavingOnThePageAndAfterCopying() {
        Map<String, String> typed = plan("First " + unique, "2038-03-10T18:00");
        typed.put("inCharge[0].officerText", COLLEAGUE);
        String first = saved("/crm/dialogues", typed);
        assertThat(first).doesNotContain("in-charge-elsewhere");

        typed.put("theme[en]", "Second " + unique);
        typed.put("inCharge[1].officerText", ME);
        String second = saved("/crm/dialogues", typed);
        assertThat(second)
                .contains("Entered: Second " + unique + ". In charge elsewhere at that time: " + COLLEAGUE + ".")
                .contains("is in charge elsewhere at that time:", ">First " + unique + "</a>");
        assertThat(second.indexOf("href=\"" + path(first) + "\"")).isPositive();
        assertThat(get(path(first))).contains("in-charge-elsewhere", ">Second " + unique + "</a>");

        typed.put("version", "0");
        typed.put("venue", "Another hall");
        assertThat(saved(path(second), typed)).contains("Saved: Second " + unique + ". In charge elsewhere");
        HttpResponse<String> copied = post(path(second) + "/copy", Map.of("startsAt", "2038-03-10T19:59"));
        assertThat(protocol.follow(copied).body())
                .contains("Copied: Second " + unique + ". In charge elsewhere at that time: " + COLLEAGUE + ", " + ME);
        HttpResponse<String> after = post(path(second) + "/copy", Map.of("startsAt", "2038-03-12T20:00"));
        assertThat(protocol.follow(after).body())
                .contains("Copied: Second " + unique)
                .doesNotContain("in charge elsewhere");
    }

    @Test
    void theListAndTheMonthShowWhatSomebodyIsInChargeOf() {
        Map<String, String> typed = plan("Mine " + unique, "2039-03-10T18:00");
        typed.put("inCharge[0].officer", me);
        saved("/crm/dialogues", typed);
        typed.put("theme[en]", "Other " + unique);
        typed.put("inCharge[0].officer", "");
        typed.put("inCharge[0].officerText", COLLEAGUE);
        String other = saved("/crm/dialogues", typed);

        String list = get("/crm/dialogues?from=2039-03-01&officer=" + me);
        assertThat(list).contains("Mine " + unique).doesNotContain("Other " + unique);
        assertThat(list).containsPattern("In charge</th:block>: <strong>Me<|In charge: <strong>Me<");
        assertThat(list).contains("/crm/dialogues/calendar?", "officer=" + me);
        String month = get("/crm/dialogues/calendar?month=2039-03&officer=" + me);
        assertThat(month).contains("Mine " + unique).doesNotContain("Other " + unique);
        assertThat(month)
                .contains("month=2039-04")
                .containsPattern("officer=" + me + "[^\"]*month=2039-04|month=2039-04[^\"]*officer=" + me);

        // The name on the page leads to all that is theirs.
        Matcher theirs =
                Pattern.compile("/crm/dialogues\\?officer=([0-9a-f-]{36})\"").matcher(other);
        assertThat(theirs.find()).isTrue();
        String of = get("/crm/dialogues?from=2039-03-01&officer=" + theirs.group(1));
        assertThat(of).contains("Other " + unique, "<strong>" + COLLEAGUE + "<").doesNotContain("Mine " + unique);
        assertThat(get("/crm/dialogues?officer=nobody")).contains("The filter is not clear");
    }

    private static Map<String, String> plan(String theme, String startsAt) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("theme[en]", theme);
        form.put("startsAt", startsAt);
        form.put("endsAt", startsAt.replace("18:00", "20:00"));
        form.put("zone", "Europe/Brussels");
        form.put("format", "IN_PERSON");
        form.put("venue", "A hall");
        form.put("sensitivity", "INTERNAL");
        return form;
    }

    private static String inCharge(String page) {
        Matcher named = Pattern.compile("<dd id=\"in-charge\">(.*?)</dd>", Pattern.DOTALL)
                .matcher(page);
        assertThat(named.find()).as(page).isTrue();
        return named.group(1).replaceAll("<[^>]*>", "").strip();
    }

    /** Where the page of a dialogue is, from its own link to the form. */
    private static String path(String page) {
        Matcher edit =
                Pattern.compile("href=\"(/crm/dialogues/[0-9a-f-]{36})/edit\"").matcher(page);
        assertThat(edit.find()).as(page).isTrue();
        return edit.group(1);
    }

    private static String get(String path) {
        HttpResponse<String> page = protocol.get(path);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    private static HttpResponse<String> post(String path, Map<String, String> fields) {
        return protocol.post(path, fields, "X-CSRF-TOKEN", protocol.csrf("/crm/me"));
    }

    private static String saved(String path, Map<String, String> fields) {
        HttpResponse<String> sent = post(path, fields);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        return protocol.follow(sent).body();
    }
}
