package org.shanyraq.crm.followup.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Rows H1, H2, H5 and V17 of the features, on the pages and without script. */
class FollowUpPagesIntegrationTests {

    private static final String COLLEAGUE = "Daniyar Ospanov";

    private static HttpBrowser manager;
    private static HttpBrowser viewer;

    private final String unique = Long.toString(System.nanoTime(), 36);
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Brussels"));

    @BeforeAll
    static void signIn() {
        // Officers are known from their first sign-in.
        assertThat(RunningCrm.apiAs("diplomat").get("/dialogues").status()).isEqualTo(200);
        manager = new HttpBrowser(RunningCrm.address());
        manager.signIn("manager");
        viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");
    }

    @Test
    void isMadeFromTheRecordThatItIsAboutAndStandsOnItsPage() {
        String contact = contact("internal");
        String panel = get("/crm/owed/contact:" + contact);
        assertThat(panel).contains("Nothing is open.");
        Matcher link = Pattern.compile("href=\"([^\"]*/follow-ups/new\\?link=[^\"]*)\"")
                .matcher(panel);
        assertThat(link.find()).isTrue();
        String form = get(link.group(1));
        assertThat(form).contains("name=\"links\" value=\"contact:" + contact + "\" checked");

        Map<String, String> typed = task("Call " + unique, today.plusDays(3));
        typed.put("links", "contact:" + contact);
        typed.put("offered", "contact:" + contact);
        typed.put("ownerText", "ospanov");
        String page = saved("/crm/follow-ups", typed);

        assertThat(page).contains("Call " + unique, ">" + COLLEAGUE + "</a>", "Ida " + unique);
        assertThat(get("/crm/owed/contact:" + contact)).contains("Call " + unique);
        assertThat(get("/crm/contacts/" + contact)).contains("/crm/owed/contact:" + contact);
        assertThat(get("/crm/search?q=" + unique)).contains("Call " + unique, "Follow-ups");
        String history = get(path(page) + "/history");
        assertThat(history).contains(COLLEAGUE, "Ida " + unique);
        assertThat(viewer.get(path(page)).body()).contains("Call " + unique).doesNotContain("/move\"");
        assertThat(viewer.get(path(page) + "/edit").statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsHiddenIsAbsentAndSoIsThePanelOfAHiddenRecord() {
        String hidden = contact("confidential");
        Map<String, String> typed = task("Whisper " + unique, today.plusDays(3));
        typed.put("links", "contact:" + hidden);
        HttpResponse<String> refused = post("/crm/follow-ups", typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(COLLEAGUE + " may not see what this is about.");
        Matcher me = Pattern.compile("name=\"ownerText\" value=\"([^\"]+)\"").matcher(get("/crm/follow-ups/new"));
        assertThat(me.find()).isTrue();
        typed.put("ownerText", me.group(1));
        String page = path(saved("/crm/follow-ups", typed));

        for (String absent : List.of(
                page, page + "/history", "/crm/owed/contact:" + hidden, "/crm/owed/none", "/crm/owed/contact:x")) {
            assertThat(viewer.get(absent).statusCode()).as(absent).isEqualTo(404);
        }
        assertThat(viewer.get("/crm/follow-ups?whose=ALL&text=" + unique).body())
                .contains("No follow-up fits");
        assertThat(viewer.get("/crm/search?q=" + unique).body()).doesNotContain("Whisper");
        assertThat(viewer.get("/crm/follow-ups/board?whose=ALL").body()).doesNotContain(unique);
    }

    @Test
    void aFormThatIsWrongComesBackWithWhatWasTyped() {
        Map<String, String> typed = task(" ", today);
        typed.put("ownerText", "nobody of that name");
        typed.put("dueOn", "");
        HttpResponse<String> refused = post("/crm/follow-ups", typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("nobody of that name", "f-owner-error", "Name a day.");
        typed.put("ownerText", "ospanov");
        typed.put("dueOn", today.toString());
        assertThat(post("/crm/follow-ups", typed).body()).contains("Say what it is about.");
    }

    @Test
    void movesOnItsPageAndOnTheBoardAndIsGivenUpWithAReason() {
        String page = saved("/crm/follow-ups", task("Write " + unique, today.plusDays(2)));
        String path = path(page);
        assertThat(moved(path, "0", "DOING", null)).contains("is begun");
        assertThat(get("/crm/follow-ups/board?whose=ALL")).contains("Write " + unique);
        assertThat(moved(path, "0", "DONE", "ALL")).contains("Somebody changed this meanwhile");
        assertThat(moved(path, "1", "DONE", "ALL")).contains("is done.", "Board of follow-ups");
        assertThat(moved(path, "2", "OPEN", null)).contains("is open again");
        assertThat(moved(path, "3", "DROPPED", null)).contains("Give up this follow-up");
        HttpResponse<String> refused = post(path + "/drop", Map.of("version", "3", "reason", " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(post(path + "/drop", Map.of("version", "1", "reason", "x")).statusCode())
                .isEqualTo(409);
        assertThat(saved(path + "/drop", Map.of("version", "3", "reason", "They have it")))
                .contains("They have it", "Given up");
    }

    private String moved(String path, String version, String state, @Nullable String back) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("version", version, "state", state));
        if (back != null) {
            fields.put("back", back);
        }
        return saved(path + "/move", fields);
    }

    @Test
    void severalAreTickedInTheListAndTakenBackByOneButton() {
        saved("/crm/follow-ups", task("Print " + unique, today.minusDays(1)));
        String list = "/crm/follow-ups?whose=ALL&text=" + unique;
        String shown = get(list);
        assertThat(shown).contains("Print " + unique, "crm-tone-bad\">Overdue</span>");
        Matcher tick =
                Pattern.compile("name=\"seen\" value=\"([0-9a-f-]{36}:\\d+)\"").matcher(shown);
        assertThat(tick.find()).isTrue();
        String query = "?whose=ALL&text=" + unique;

        assertThat(saved("/crm/follow-ups/postpone" + query, Map.of("seen", tick.group(1))))
                .contains("Say to which day.");
        String postponed = saved(
                "/crm/follow-ups/postpone" + query,
                Map.of("seen", tick.group(1), "day", today.plusDays(30).toString()));
        assertThat(postponed)
                .contains("1 follow-up has a new day.", "id=\"undo\"")
                .doesNotContain("crm-tone-bad\">Overdue</span>");
        assertThat(saved("/crm/follow-ups/finish" + query, Map.of("seen", tick.group(1))))
                .contains("was changed meanwhile");
        Matcher undo =
                Pattern.compile("name=\"undo\" value=\"([0-9a-f-]{36})\"").matcher(postponed);
        assertThat(undo.find()).isTrue();
        assertThat(saved("/crm/follow-ups/undo" + query, Map.of("undo", undo.group(1))))
                .contains("is as it was before", "crm-tone-bad\">Overdue</span>");
        assertThat(saved("/crm/follow-ups/undo" + query, Map.of("undo", undo.group(1))))
                .contains("cannot be undone any more");
        assertThat(saved("/crm/follow-ups/finish" + query, Map.of())).contains("Tick at least one");
    }

    @Test
    void aDayOffIsToldAfterSavingAndOnThePage() {
        LocalDate christmas = LocalDate.of(today.getYear() + 1, 12, 25);
        String page = saved("/crm/follow-ups", task("Wish " + unique, christmas));
        assertThat(page).contains("falls on a day off: Christmas Day", "Falls on a holiday: Christmas Day");
    }

    @Test
    void aCommitmentIsNotedKeptWithEvidenceAndOpenedAgain() {
        String contact = contact("internal");
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("direction", "OURS");
        typed.put("text", "We answer " + unique);
        typed.put("contact", contact);
        typed.put("contactText", "Ida " + unique);
        typed.put("officerText", "ospanov");
        typed.put("madeOn", today.toString());
        typed.put("dueOn", today.plusDays(10).toString());
        typed.put("sensitivity", "INTERNAL");
        String page = saved("/crm/commitments", typed);
        assertThat(page).contains("We answer " + unique, COLLEAGUE, "Ida " + unique, "We owe");
        String path = commitment(page);
        assertThat(get("/crm/commitments?text=" + unique)).contains("We answer " + unique);
        assertThat(get("/crm/owed/contact:" + contact)).contains("We answer " + unique);

        HttpResponse<String> bare = post(path + "/become/keep", Map.of("version", "0"));
        assertThat(bare.statusCode()).isEqualTo(422);
        assertThat(saved(path + "/become/keep", Map.of("version", "0", "link", "https://paper.example/1")))
                .contains("is kept", "href=\"https://paper.example/1\"");
        assertThat(get(path + "/become/break")).contains("not open any more");
        assertThat(manager.get(path + "/become/nothing").statusCode()).isEqualTo(404);
        assertThat(saved(path + "/become/reopen", Map.of("version", "1", "reason", "Another paper")))
                .contains("Another paper");
        typed.put("version", "0");
        typed.put("text", "Something else " + unique);
        HttpResponse<String> stale = post(path, typed);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("Something else " + unique, "We answer " + unique);
    }

    private static String commitment(String page) {
        Matcher edit = Pattern.compile("href=\"(/crm/commitments/[0-9a-f-]{36})/edit\"")
                .matcher(page);
        assertThat(edit.find()).as(page).isTrue();
        return edit.group(1);
    }

    @Test
    void whatPressesIsCountedInTheNavigationAndShownOnAPageOfItsOwn() {
        Matcher me = Pattern.compile("name=\"ownerText\" value=\"([^\"]+)\"").matcher(get("/crm/follow-ups/new"));
        assertThat(me.find()).isTrue();
        Map<String, String> typed = task("Remember " + unique, today);
        typed.put("ownerText", me.group(1));
        saved("/crm/follow-ups", typed);
        assertThat(get("/crm/reminders/badge")).containsPattern("<b aria-hidden=\"true\">[1-9]");
        assertThat(get("/crm/reminders")).contains("Remember " + unique);
        assertThat(get("/crm")).contains("hx-get=\"/crm/reminders/badge\"");
        assertThat(viewer.get("/crm/reminders/badge").body().strip()).isEmpty();

        assertThat(get("/crm/me")).contains("/crm/me/digest");
        Map<String, String> settings =
                new LinkedHashMap<>(Map.of("wanted", "true", "hour", "25", "weekdays", "MONDAY"));
        assertThat(post("/crm/me/digest", settings).statusCode()).isEqualTo(422);
        settings.put("hour", "17");
        assertThat(saved("/crm/me/digest", settings)).contains("Your daily mail is set.", "value=\"17\"");
    }

    @Test
    void administratorsNameDaysAndOthersSeeThem() {
        HttpBrowser administrator = new HttpBrowser(RunningCrm.address());
        administrator.signIn("admin");
        int year = today.getYear() + 2;
        assertThat(viewer.get("/crm/working-days?year=" + year).body())
                .contains("Belgian National Day", "Nauryz")
                .doesNotContain("name-day");
        String day = year + "-09-1" + (System.nanoTime() % 10);
        Map<String, String> fields = Map.of("day", day, "name", "Bridge " + unique);
        String csrf = administrator.csrf("/crm/me");
        HttpResponse<String> named = administrator.post("/crm/working-days", fields, "X-CSRF-TOKEN", csrf);
        assertThat(named.statusCode()).isEqualTo(303);
        assertThat(viewer.get("/crm/working-days?year=" + year).body()).contains("Bridge " + unique);
        assertThat(administrator
                        .post("/crm/working-days", fields, "X-CSRF-TOKEN", csrf)
                        .statusCode())
                .isEqualTo(422);
        assertThat(viewer.post("/crm/working-days", fields, "X-CSRF-TOKEN", viewer.csrf("/crm/me"))
                        .statusCode())
                .isEqualTo(403);
        administrator.post("/crm/working-days/forget", Map.of("day", day), "X-CSRF-TOKEN", csrf);
        assertThat(viewer.get("/crm/working-days?year=" + year).body()).doesNotContain("Bridge " + unique);
        assertThat(viewer.get("/crm/working-days?year=2200").body()).contains("name those of this year by hand");
    }

    private String contact(String sensitivity) {
        return RunningCrm.apiAs("manager")
                .post(
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

    private Map<String, String> task(String text, LocalDate due) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("text", text);
        form.put("ownerText", COLLEAGUE);
        form.put("dueOn", due.toString());
        form.put("priority", "NORMAL");
        form.put("sensitivity", "INTERNAL");
        return form;
    }

    /** Where the page of a follow-up is, from its own link to the form. */
    private static String path(String page) {
        Matcher edit =
                Pattern.compile("href=\"(/crm/follow-ups/[0-9a-f-]{36})/edit\"").matcher(page);
        assertThat(edit.find()).as(page).isTrue();
        return edit.group(1);
    }

    private static String get(String path) {
        HttpResponse<String> page = manager.get(path.replace("&amp;", "&"));
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    private static HttpResponse<String> post(String path, Map<String, String> fields) {
        return manager.post(path, fields, "X-CSRF-TOKEN", manager.csrf("/crm/me"));
    }

    private static String saved(String path, Map<String, String> fields) {
        HttpResponse<String> sent = post(path, fields);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        return manager.follow(sent).body();
    }
}
