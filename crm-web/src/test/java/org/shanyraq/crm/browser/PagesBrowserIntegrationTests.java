package org.shanyraq.crm.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.invitation.web.InvitedGuests;
import org.shanyraq.crm.invitation.web.ReplyRows;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.web.MailRows;
import org.shanyraq.crm.question.web.OpenHall;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/**
 * Every page, at the width of a phone and of a desk, in light and in dark: axe finds no serious barrier, nothing is wider than the
 * screen, and there is one heading of the first rank. A new page must be named here, or the first test fails.
 */
@RequiresBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesBrowserIntegrationTests {

    private static final int PHONE = 360;
    private static final int DESK = 1280;

    /** Routes that a browser is never shown as a page: parts of pages, and files. */
    private static final Set<String> NO_PAGES = Set.of(
            "/crm/contacts/suggest",
            "/crm/dialogues/{dialogueId}/desk/askers",
            "/crm/dialogues/{dialogueId}/desk/lines",
            "/crm/officers/suggest",
            "/crm/organisations/suggest",
            "/crm/posts/suggest",
            "/crm/segments/suggest",
            "/crm/topics/suggest",
            "/crm/lines/where",
            "/crm/search/suggest",
            "/crm/jobs/recent",
            "/crm/reminders/badge",
            "/crm/exports/{id}/file",
            "/crm/imports/samples/{subject}",
            "/crm/imports/{id}/errors",
            "/crm/calendar/{secret}.ics",
            "/crm/r/{token}.ics",
            "/crm/r/{token}/files/{id}",
            "/crm/pass/{token}.svg",
            "/crm/q/{secret}.own",
            "/crm/q/{secret}.live",
            "/crm/wall/{secret}.svg",
            "/crm/wall/{secret}.live",
            "/crm/dialogues/{dialogueId}/hall/live",
            "/crm/dialogues/{dialogueId}/hall/panel",
            "/crm/dialogues/{dialogueId}/attachments/{id}/content",
            "/crm/interactions/{interactionId}/files/{id}/content");

    /** Visited on the way of an import, from its upload to its job. */
    private static final Set<String> ON_THE_WAY_OF_AN_IMPORT = Set.of(
            "/crm/imports/{id}",
            "/crm/imports/{id}/apply",
            "/crm/imports/{id}/revert",
            "/crm/imports/{id}/discard",
            "/crm/jobs/{id}");

    /** Visited by a test of their own. */
    private static final Set<String> ON_OTHER_WAYS = Set.of(
            "/crm/exports/{id}",
            "/crm/audit",
            "/crm/audit/checks/{id}",
            "/crm/capture",
            "/crm/interactions/new",
            "/crm/interactions/{id}/edit",
            "/crm/interactions/{id}/outcome",
            "/crm/interactions/{id}/archive",
            "/crm/interactions/{interactionId}/files/new",
            "/crm/interactions/{interactionId}/files/{id}/remove",
            "/crm/lines/{id}/return",
            "/crm/lines/{id}/contradict",
            "/crm/lines/{id}/withdraw",
            "/crm/topics",
            "/crm/topics/new",
            "/crm/topics/{id}/edit",
            "/crm/topics/{id}/history",
            "/crm/follow-ups/new",
            "/crm/follow-ups/{id}/edit",
            "/crm/follow-ups/{id}/drop",
            "/crm/commitments/new",
            "/crm/commitments/{id}/edit",
            "/crm/commitments/{id}/become/{fate}");

    /** The rules of axe that look at colours, of those that it applies unless told otherwise. */
    private static final List<String> RULES_ABOUT_COLOURS = List.of("color-contrast", "link-in-text-block");

    private final Map<String, String> pages = new LinkedHashMap<>();
    private final List<String> barriers = new ArrayList<>();
    private BrowserContext context;
    private Page page;
    private String contact;
    private String talked;

    @BeforeAll
    void findOneOfEach() throws Exception {
        context = TestBrowser.open();
        page = context.newPage();
        TestBrowser.signIn(page, RunningCrm.address(), "protocol");

        ApiCalls api = RunningCrm.apiAs("protocol");
        JsonNode mandate = api.get("/mandates?size=1").body().path("items").path(0);
        contact = "/contacts/" + mandate.path("details").path("contact").asString();
        String held = contact + "/mandates/" + mandate.path("id").asString();
        String organisation = "/organisations/" + mandate.path("organisation").asString();
        String post = "/posts/" + mandate.path("details").path("post").asString();
        api.upload("/imports", "pages.csv", "name\nNobody\n".getBytes(StandardCharsets.UTF_8), "subject", "contacts");

        pages.put("/crm", "");
        pages.put("/crm/help", "/help");
        pages.put("/crm/me", "/me");
        pages.put("/crm/me/calendar", "/me/calendar");
        pages.put("/crm/me/calendar/renew", "/me/calendar/renew");
        pages.put("/crm/me/calendar/withdraw", "/me/calendar/withdraw");
        pages.put("/crm/search", "/search?q=maria");
        pages.put("/crm/contacts", "/contacts");
        pages.put("/crm/contacts/new", "/contacts/new");
        pages.put("/crm/contacts/{id}", contact);
        pages.put("/crm/contacts/{id}/edit", contact + "/edit");
        pages.put("/crm/contacts/{id}/history", contact + "/history");
        pages.put("/crm/contacts/{id}/archive", contact + "/archive");
        pages.put("/crm/contacts/{contactId}/mandates/new", contact + "/mandates/new");
        pages.put("/crm/contacts/{contactId}/mandates/{id}/edit", held + "/edit");
        pages.put("/crm/contacts/{contactId}/mandates/{id}/end", held + "/end");
        pages.put("/crm/contacts/{contactId}/mandates/{id}/remove", held + "/remove");
        String tag = segment(api, Map.of("kind", "tag", "name", "Connectivity", "sensitivity", "restricted"));
        assertThat(api.put(tag + contact).status()).isEqualTo(204);
        pages.put("/crm/segments", "/segments");
        pages.put("/crm/segments/new", "/segments/new?kind=QUERY&query.text=maria&query.circle=MEDIA");
        pages.put("/crm/segments/add-found", "/segments/add-found?query.circle=MEDIA");
        pages.put("/crm/segments/{id}", tag);
        pages.put(
                "/crm/segments/{id}/edit",
                segment(
                                api,
                                Map.of(
                                        "kind",
                                        "query",
                                        "name",
                                        "Journalists in Brussels",
                                        "sensitivity",
                                        "internal",
                                        "query",
                                        Map.of("circle", "media", "language", "fr")))
                        + "/edit");
        pages.put("/crm/segments/{id}/history", tag + "/history");
        pages.put("/crm/segments/{id}/archive", tag + "/archive");
        pages.put("/crm/organisations", "/organisations");
        pages.put("/crm/organisations/new", "/organisations/new");
        pages.put("/crm/organisations/tree", "/organisations/tree");
        pages.put("/crm/organisations/{id}", organisation);
        pages.put("/crm/organisations/{id}/edit", organisation + "/edit");
        pages.put("/crm/organisations/{id}/history", organisation + "/history");
        pages.put("/crm/organisations/{id}/archive", organisation + "/archive");
        pages.put("/crm/organisations/{organisationId}/posts/new", organisation + "/posts/new");
        pages.put("/crm/posts/{id}", post);
        pages.put("/crm/posts/{id}/edit", post + "/edit");
        pages.put("/crm/posts/{id}/history", post + "/history");
        pages.put("/crm/posts/{id}/holders", post + "/holders");
        pages.put("/crm/posts/{id}/archive", post + "/archive");
        JsonNode inviting =
                api.get("/dialogues?state=inviting&size=1").body().path("items").path(0);
        String dialogue = "/dialogues/" + inviting.path("id").asString();
        String month = inviting.path("startsAt").asString().substring(0, 7);
        String series = "/dialogue-series/"
                + api.get("/dialogue-series?size=1")
                        .body()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        String file = dialogue + "/attachments/"
                + api.upload(
                                dialogue + "/attachments",
                                "a-speech-with-a-name-that-is-longer-than-a-phone-is-wide-and-has-no-blanks.txt",
                                "Dear guests".getBytes(StandardCharsets.UTF_8),
                                "sensitivity",
                                "internal",
                                "title",
                                "Opening remarks")
                        .body()
                        .path("id")
                        .asString();
        String template = "/invitation-templates/"
                + api.post(
                                "/invitation-templates",
                                Map.of(
                                        "kind",
                                        "cancellation",
                                        "name",
                                        "The ambassador’s lunch",
                                        "texts",
                                        Map.of("en", Map.of("subject", "{{theme}}", "body", "{{salutation}},"))))
                        .body()
                        .path("id")
                        .asString();
        pages.put("/crm/invitation-templates", "/invitation-templates");
        pages.put("/crm/invitation-templates/new", "/invitation-templates/new");
        pages.put("/crm/invitation-templates/{id}", template);
        pages.put("/crm/invitation-templates/{id}/edit", template + "/edit");
        pages.put("/crm/invitation-templates/{id}/history", template + "/history");
        pages.put("/crm/invitation-templates/{id}/archive", template + "/archive");
        pages.put("/crm/dialogues/{dialogueId}/guests/send", dialogue + "/guests/send");
        pages.put("/crm/dialogues/{dialogueId}/guests/needs", dialogue + "/guests/needs");
        pages.put("/crm/dialogues/{dialogueId}/guests/sendings", dialogue + "/guests/sendings");
        pages.put("/crm/dialogues", "/dialogues");
        pages.put("/crm/dialogues/{dialogueId}/attachments/new", dialogue + "/attachments/new");
        pages.put("/crm/dialogues/{dialogueId}/attachments/{id}/edit", file + "/edit");
        pages.put("/crm/dialogues/{dialogueId}/attachments/{id}/remove", file + "/remove");
        String query = api.get("/segments?kind=query&size=1")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        String guest = contact.substring(contact.lastIndexOf('/') + 1);
        assertThat(api.post(dialogue + "/guests", Map.of("contacts", List.of(guest)))
                        .status())
                .isEqualTo(200);
        pages.put("/crm/dialogues/{dialogueId}/guests", dialogue + "/guests");
        String invited = dialogue + "/guests/"
                + api.get(dialogue + "/guests")
                        .body()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        pages.put("/crm/dialogues/{dialogueId}/guests/{id}/company", invited + "/company");
        pages.put("/crm/dialogues/{dialogueId}/guests/{id}/delegate", invited + "/delegate");
        pages.put("/crm/dialogues/{dialogueId}/guests/mix", dialogue + "/guests/mix");
        pages.put("/crm/dialogues/{dialogueId}/guests/choose", dialogue + "/guests/choose?segment=" + query);
        pages.put("/crm/contacts/{contactId}/invitations", contact + "/invitations");
        pages.put("/crm/dialogues/calendar", "/dialogues/calendar?month=" + month);
        pages.put("/crm/dialogues/new", "/dialogues/new");
        pages.put("/crm/dialogues/{id}", dialogue);
        pages.put("/crm/dialogues/{id}/edit", dialogue + "/edit");
        pages.put("/crm/dialogues/{id}/history", dialogue + "/history");
        pages.put("/crm/dialogues/{id}/invite", dialogue + "/invite");
        pages.put("/crm/dialogues/{id}/hold", dialogue + "/hold");
        pages.put("/crm/dialogues/{id}/cancel", dialogue + "/cancel");
        pages.put("/crm/dialogues/{id}/copy", dialogue + "/copy");
        pages.put("/crm/dialogues/{id}/archive", dialogue + "/archive");
        pages.put("/crm/dialogue-series", "/dialogue-series");
        pages.put("/crm/dialogue-series/new", "/dialogue-series/new");
        pages.put("/crm/dialogue-series/{id}", series);
        pages.put("/crm/dialogue-series/{id}/edit", series + "/edit");
        pages.put("/crm/dialogue-series/{id}/history", series + "/history");
        pages.put("/crm/dialogue-series/{id}/archive", series + "/archive");
        pages.put("/crm/imports", "/imports");
        pages.put("/crm/imports/new", "/imports/new");
        String mail = MailRows.mail(
                        "somebody-with-a-name-that-is-longer-than-a-phone-is-wide@guests.example",
                        MailState.UNCERTAIN,
                        Sensitivity.RESTRICTED)
                .toString();
        assertThat(api.post(
                                "/suppressions/add",
                                Map.of(
                                        "address",
                                        "gone@guests.example",
                                        "remark",
                                        "by letter",
                                        "sensitivity",
                                        "restricted"))
                        .status())
                .isEqualTo(204);
        pages.put("/crm/mails", "/mails");
        pages.put("/crm/mails/{id}", "/mails/" + mail);
        pages.put("/crm/mails/suppressions", "/mails/suppressions");
        pages.put("/crm/mails/notices", "/mails/notices");
        InvitedGuests guests = new InvitedGuests("A look at the page of a guest");
        guests.propose("Looked", "Upon", "en", "looked.example.org");
        guests.approveAll();
        guests.invite();
        String guestPage = InvitedGuests.link(
                RunningCrm.mailsTo("looked@looked.example.org", 1).get(0));
        ReplyRows.reply(RunningCrm.database(), "Looked Upon", "somebody-else@looked.example.org", "Yes, <b>gladly</b>");
        pages.put("/crm/mails/replies", "/mails/replies");
        pages.put("/crm/r/{token}", guestPage.substring(guestPage.indexOf("/r/")));
        pages.put("/crm/u/{token}", "/u/nothing-of-the-kind");
        InvitedGuests soon = new InvitedGuests("A look at a door", Instant.now().plusSeconds(7_200), 20);
        soon.propose("Expected", "Lookova", "en", "looked.example.org");
        String walkIn = api.post(
                        soon.dialogue() + "/attendances/walk-ins",
                        Map.of(
                                "name",
                                "Somebody Lookova-with-a-name-that-is-longer-than-a-phone-is-wide",
                                "organisation",
                                "The Gazette",
                                "circle",
                                "media"))
                .body()
                .path("id")
                .asString();
        pages.put("/crm/dialogues/{dialogueId}/door", soon.dialogue() + "/door?text=Lookova");
        pages.put("/crm/dialogues/{dialogueId}/attendance", soon.dialogue() + "/attendance");
        pages.put("/crm/dialogues/{dialogueId}/attendance/walk-ins", soon.dialogue() + "/attendance/walk-ins");
        pages.put(
                "/crm/dialogues/{dialogueId}/attendance/walk-ins/{id}",
                soon.dialogue() + "/attendance/walk-ins/" + walkIn);
        OpenHall hall = new OpenHall("A look at a hall");
        hall.shown("A question that is longer than a phone is wide and has awordwithoutanyblankthatisverylongindeed");
        hall.ask(hall.phone(), "A question that nobody looked at yet");
        pages.put("/crm/dialogues/{dialogueId}/hall", hall.page().substring("/crm".length()));
        pages.put("/crm/q/{secret}", hall.guests().substring("/crm".length()));
        pages.put("/crm/wall/{secret}", hall.wall().substring("/crm".length()));
        String line = line(api);
        pages.put("/crm/lines", "/lines?question=corridor");
        pages.put("/crm/lines/new", "/lines/new");
        pages.put("/crm/lines/{id}", line);
        pages.put("/crm/lines/{id}/edit", line + "/edit");
        pages.put("/crm/lines/{id}/uses", line + "/uses");
        pages.put("/crm/lines/{id}/use", line + "/use");
        pages.put("/crm/lines/{id}/history", line + "/history");
        pages.put("/crm/lines/{id}/archive", line + "/archive");
        pages.put("/crm/dialogues/{dialogueId}/timeline", soon.dialogue() + "/timeline");
        pages.put("/crm/contacts/{contactId}/timeline", contact + "/timeline");
        pages.put("/crm/organisations/{id}/timeline", organisation + "/timeline");
        pages.put("/crm/dialogues/{dialogueId}/visits", soon.dialogue() + "/visits");
        pages.put("/crm/contacts/{contactId}/visits", contact + "/visits");
        pages.put("/crm/organisations/{id}/visits", organisation + "/visits");
        pages.put("/crm/dialogue-series/{id}/visits", series + "/visits");
        pages.put("/crm/dialogues/{dialogueId}/badges", soon.dialogue() + "/badges");
        ApiCalls manager = RunningCrm.apiAs("manager");
        String topic = manager.get("/topics").body().path(0).path("id").asString();
        ApiCalls.Answer talk = manager.post(
                "/interactions",
                Map.ofEntries(
                        Map.entry("kind", "note_verbale"),
                        Map.entry("subject", "A-subject-that-is-longer-than-a-phone-is-wide-and-has-no-blanks-in-it"),
                        Map.entry("day", "2026-01-15"),
                        Map.entry("time", "15:30"),
                        Map.entry("zone", "Europe/Brussels"),
                        Map.entry(
                                "participants",
                                List.of(
                                        Map.of("contact", guest),
                                        Map.of("name", "Somebody Passing-by", "affiliation", "The Gazette"))),
                        Map.entry("topics", List.of(topic)),
                        Map.entry("summary", "# Said\n\n- **yes**\n- [more](https://steppe.example)\n\n> `quoted`"),
                        Map.entry(
                                "stances",
                                List.of(Map.of(
                                        "contact",
                                        guest,
                                        "topic",
                                        topic,
                                        "stance",
                                        "leans_against",
                                        "source",
                                        "hearsay"))),
                        Map.entry("sensitivity", "internal")));
        assertThat(talk.status()).as("%s", talk.body()).isEqualTo(201);
        talked = "/interactions/" + talk.body().path("id").asString();
        pages.put("/crm/interactions", "/interactions");
        pages.put("/crm/interactions/{id}", talked);
        pages.put("/crm/interactions/{id}/history", talked + "/history");
        pages.put("/crm/contacts/{id}/interactions", contact + "/interactions");
        pages.put("/crm/organisations/{id}/interactions", organisation + "/interactions");
        whatIsOwed(contact);
        ApiCalls.Answer asked = manager.post(
                soon.dialogue() + "/questions",
                Map.of(
                        "question",
                        Map.of(
                                "text",
                                "Why-is-this-question-so-much-longer-than-a-phone-is-wide-without-any-blank-in-it?",
                                "topics",
                                List.of(topic),
                                "asker",
                                Map.of("name", "Somebody Passing-by", "affiliation", "The Gazette")),
                        "answer",
                        Map.of("text", "Because of that.", "by", Map.of("words", "The minister"))));
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(201);
        String question = "/questions/" + asked.body().path("id").asString();
        pages.put("/crm/questions", "/questions");
        pages.put("/crm/questions/{id}", question);
        pages.put("/crm/questions/{id}/edit", question + "/edit");
        pages.put("/crm/questions/{id}/history", question + "/history");
        pages.put("/crm/dialogues/{dialogueId}/desk", soon.dialogue() + "/desk");
        pages.put("/crm/dialogues/{id}/questions", soon.dialogue() + "/questions");
        pages.put("/crm/contacts/{id}/questions", contact + "/questions");
        pages.put("/crm/jobs", "/jobs");
        pages.put("/crm/signed-out", "/signed-out");
    }

    private static String line(ApiCalls api) {
        String owner =
                api.get("/officers?text=kaliyeva").body().path(0).path("id").asString();
        ApiCalls.Answer made = api.post(
                "/lines",
                Map.of(
                        "texts",
                        Map.of("en", Map.of("question", "The corridor?", "answer", "We support the corridor.")),
                        "sources",
                        List.of(Map.of("title", "Speech", "link", "https://mission.example/speech")),
                        "sensitivity",
                        "internal",
                        "owner",
                        owner));
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        String line = "/lines/" + made.body().path("id").asString();
        ApiCalls.Answer proposed = api.act(line + "/propose", made.etag());
        assertThat(RunningCrm.apiAs("manager")
                        .act(line + "/approve", proposed.etag())
                        .status())
                .isEqualTo(200);
        return line;
    }

    private void whatIsOwed(String about) {
        ApiCalls manager = RunningCrm.apiAs("manager");
        // Officers are known from their first sign-in.
        assertThat(RunningCrm.apiAs("diplomat").get("/dialogues").status()).isEqualTo(200);
        String owner =
                manager.get("/officers?text=ospanov").body().path(0).path("id").asString();
        Map<String, String> link = Map.of("kind", "contact", "id", about.substring(about.lastIndexOf('/') + 1));
        ApiCalls.Answer task = manager.post(
                "/follow-ups",
                Map.of(
                        "text",
                        "Send the text that is longer than a phone is wide and has no end and awordwithoutanyblankthatisverylongindeed",
                        "owner",
                        owner,
                        "dueOn",
                        "2026-01-02",
                        "priority",
                        "high",
                        "links",
                        List.of(link),
                        "sensitivity",
                        "restricted"));
        assertThat(task.status()).as("%s", task.body()).isEqualTo(201);
        ApiCalls.Answer promise = manager.post(
                "/commitments",
                Map.of(
                        "direction",
                        "ours",
                        "text",
                        "We answer within a month",
                        "contact",
                        about.substring(about.lastIndexOf('/') + 1),
                        "madeOn",
                        "2026-01-02",
                        "dueOn",
                        "2026-02-02",
                        "sensitivity",
                        "restricted"));
        assertThat(promise.status()).as("%s", promise.body()).isEqualTo(201);
        String followUp = "/follow-ups/" + task.body().path("id").asString();
        String commitment = "/commitments/" + promise.body().path("id").asString();
        pages.put("/crm/follow-ups", "/follow-ups?whose=ALL");
        pages.put("/crm/follow-ups/board", "/follow-ups/board?whose=ALL");
        pages.put("/crm/follow-ups/{id}", followUp);
        pages.put("/crm/follow-ups/{id}/history", followUp + "/history");
        pages.put("/crm/commitments", "/commitments");
        pages.put("/crm/commitments/{id}", commitment);
        pages.put("/crm/commitments/{id}/history", commitment + "/history");
        pages.put("/crm/owed/{link}", "/owed/contact:" + about.substring(about.lastIndexOf('/') + 1));
        pages.put("/crm/working-days", "/working-days");
        pages.put("/crm/reminders", "/reminders");
        pages.put("/crm/me/digest", "/me/digest");
    }

    private static String segment(ApiCalls api, Map<String, ?> body) {
        ApiCalls.Answer made = api.post("/segments", body);
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return "/segments/" + made.body().path("id").asString();
    }

    @AfterAll
    void leave() {
        context.close();
    }

    @Test
    void everyRouteThatShowsAPageIsVisitedHere() throws IOException {
        Set<String> routes = new ClassPathResource("routes.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("GET,"))
                .map(line -> line.split(",")[1])
                .filter(path -> !path.startsWith("/crm/api/"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> here = new TreeSet<>(pages.keySet());
        here.addAll(NO_PAGES);
        here.addAll(ON_THE_WAY_OF_AN_IMPORT);
        here.addAll(ON_OTHER_WAYS);
        assertThat(here).isEqualTo(routes);
    }

    /** Therefore a page in the dark is asked about its colours alone. */
    @Test
    void darkIsAMatterOfColoursAlone() {
        open("");
        List<?> set = (List<?>) page.evaluate("""
            () => {
              const walk = (rules, dark) => [...rules].flatMap(rule => {
                const here = dark || /data-bs-theme|prefers-color-scheme/.test(rule.selectorText || rule.conditionText);
                return [...(here && rule.style || []), ...walk(rule.cssRules || [], here)];
              });
              return [...document.styleSheets].flatMap(sheet => walk(sheet.cssRules, false));
            }
            """);
        assertThat(set).as("what the style sheets set for a theme").isNotEmpty().allMatch(name -> name.toString()
                .matches("--.*|(.*-)?color|color-scheme|background.*|filter|box-shadow"));
    }

    @Test
    void noPageHasASeriousBarrier() {
        for (Map.Entry<String, String> one : pages.entrySet()) {
            Response answer = open(one.getValue());
            assertThat(answer.status()).as(one.getKey()).isEqualTo(200);
            look(one.getKey());
        }
        assertThat(barriers).isEmpty();
    }

    @Test
    void noStateOfAPageHasASeriousBarrier() {
        open("/contacts?text=" + UUID.randomUUID());
        look("a list that finds nothing");
        open("/contacts");
        page.locator(".crm-filter-more > summary").click();
        look("a list with its filters open");
        open("/contacts?circle=nonsense");
        assertThat(page.locator("main")).not().containsText("java.lang");
        look("a filter that is not clear");
        open(pages.get("/crm/dialogues/{dialogueId}/guests") + "/choose");
        look("whom to choose guests from");
        open("/search");
        look("a search for nothing");
        open("/me/calendar/renew");
        page.locator("main form button[type=submit]").click();
        assertThat(page.locator("#address")).isVisible();
        look("a calendar address that was just made");
        open("/me");
        assertThat(page.locator("#calendar-feed a").first()).isVisible();
        look("preferences with a calendar address");
        open("/contacts/new");
        page.locator(".crm-form-end button[type=submit]").click();
        assertThat(page.locator(".crm-errors")).isVisible();
        assertThat(page.locator("#names .invalid-feedback")).isVisible();
        look("a form with errors");
        open(contact);
        page.locator("[data-crm-dialog=archive]").click();
        look("a dialog");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        page.locator(".crm-menu > summary").click();
        look("the menu");
        open("");
        page.keyboard().press("/");
        page.keyboard().type("an");
        assertThat(page.locator("#crm-suggestions")).isVisible();
        look("suggestions");
        assertThat(barriers).isEmpty();
    }

    @Test
    void anImportHasNoSeriousBarrierOnItsWay() {
        String name = "Barrier" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        ApiCalls.Answer uploaded = RunningCrm.apiAs("protocol")
                .upload(
                        "/imports",
                        "barriers.csv",
                        """
                        given name,family name,country,e-mail
                        Ada,%s,Kazakhstan,ada@example.org
                        Bea,%s,Atlantis,no address
                        """.formatted(name, name).getBytes(StandardCharsets.UTF_8),
                        "subject",
                        "contacts");
        String path = "/imports/" + uploaded.body().path("id").asString();
        open(path);
        look("the columns of an import");
        page.locator("button[value=check]").click();
        page.waitForURL("**" + path + "**");
        until(path, "a[data-crm-dialog=import-apply]");
        look("the check of an import");
        open(path + "/apply");
        look("applying without script");
        page.locator("main form button[type=submit]").first().click();
        until(path, "a[data-crm-dialog=import-revert]");
        look("an applied import");
        open(path + "/revert");
        look("reverting without script");
        page.locator("main form button[type=submit]").first().click();
        until(path, "a[data-crm-dialog=import-discard]");
        look("a reverted import");
        open(path + "/discard");
        look("discarding without script");
        open("/jobs");
        page.locator("tbody a").first().click();
        look("a job");
        assertThat(barriers).isEmpty();
    }

    @Test
    void anExportHasNoSeriousBarrier() {
        open("/contacts");
        page.locator("form[action*='/exports/contacts'] button").first().click();
        page.waitForURL("**/exports/**");
        assertThat(page.locator("a[download]")).isVisible();
        look("an export that is ready");
        assertThat(barriers).isEmpty();
    }

    @Test
    void whatManagersAloneSeeHasNoSeriousBarrier() {
        try (BrowserContext other = TestBrowser.open()) {
            Page manager = other.newPage();
            TestBrowser.signIn(manager, RunningCrm.address(), "manager");
            manager.navigate(RunningCrm.address() + "/crm" + pages.get("/crm/dialogues/{dialogueId}/guests")
                    + "?state=PROPOSED");
            look(manager, "the guests to decide on");
            manager.locator("input[name=guest]").first().check();
            manager.locator("button[formaction$='/return']").click();
            look(manager, "returning a guest");
            for (String owed : List.of(
                    "/follow-ups?whose=ALL",
                    "/follow-ups/board?whose=ALL",
                    "/follow-ups/new",
                    pages.get("/crm/follow-ups/{id}"),
                    pages.get("/crm/follow-ups/{id}") + "/edit",
                    pages.get("/crm/follow-ups/{id}") + "/drop",
                    "/commitments/new",
                    pages.get("/crm/commitments/{id}"),
                    pages.get("/crm/commitments/{id}") + "/edit",
                    pages.get("/crm/commitments/{id}") + "/become/keep",
                    pages.get("/crm/commitments/{id}") + "/become/break",
                    pages.get("/crm/owed/{link}"))) {
                assertThat(manager.navigate(RunningCrm.address() + "/crm" + owed)
                                .status())
                        .as(owed)
                        .isEqualTo(200);
                look(manager, owed);
            }
            manager.navigate(RunningCrm.address() + "/crm/follow-ups/new");
            manager.locator(".crm-form-end button[type=submit]").click();
            assertThat(manager.locator(".crm-errors")).isVisible();
            look(manager, "a follow-up with errors");
            look(manager, manager.navigate(RunningCrm.address() + "/crm").url());
            manager.navigate(RunningCrm.address() + "/crm/capture");
            manager.locator("main textarea").fill("met @Nobody Lookova %secret: hello !we 25.12 sing !soon");
            assertThat(manager.locator(".crm-said-wrong").first()).isVisible();
            look(manager, "a quick line that is not clear");
            manager.waitForResponse(
                    read -> read.url().endsWith("/capture/reading"),
                    () -> manager.locator("main textarea").fill(""));
            manager.navigate(RunningCrm.address() + "/crm/audit");
            assertThat(manager.locator("#entries tbody tr").first()).isVisible();
            look(manager, "the audit log");
            manager.locator("main form[action$='/audit/checks'] button").click();
            manager.waitForURL("**/audit/checks/**");
            assertThat(manager.locator("#check .crm-tone-good").first()).isVisible();
            look(manager, "the check of the audit log");
        }
        assertThat(barriers).isEmpty();
    }

    @Test
    void notingAConversationHasNoSeriousBarrier() {
        try (BrowserContext other = TestBrowser.open()) {
            Page diplomat = other.newPage();
            TestBrowser.signIn(diplomat, RunningCrm.address(), "diplomat");
            diplomat.navigate(RunningCrm.address() + "/crm/interactions/new");
            look(diplomat, "noting a conversation");
            diplomat.locator(".crm-form-end button[type=submit]").click();
            assertThat(diplomat.locator(".crm-errors")).isVisible();
            look(diplomat, "a conversation of which nothing is said");
            diplomat.locator("[name=subject]").fill("Still to come");
            diplomat.locator("[name=day]").fill("2026-01-20");
            diplomat.locator("[name=planned]").check();
            diplomat.locator("button[name=add][value=readers]").click();
            assertThat(diplomat.locator("[name='readers[0].officerText']")).isVisible();
            diplomat.locator("button[name=add][value=stances]").click();
            assertThat(diplomat.locator("[name='stances[0].stance']")).isVisible();
            look(diplomat, "a conversation with its rows");
            diplomat.locator("button[name=drop][value='stances[0]']").click();
            assertThat(diplomat.locator("[name='stances[0].stance']")).hasCount(0);
            diplomat.locator(".crm-form-end button[type=submit]").click();
            assertThat(diplomat.locator("h1")).hasText("Still to come");
            String planned = diplomat.url();
            diplomat.locator("#files .crm-actions a").click();
            look(diplomat, "attaching a file to a conversation");
            diplomat.locator("input[type=file]")
                    .setInputFiles(new FilePayload(
                            "a-letter-with-a-name-that-is-longer-than-a-phone-is-wide-and-has-no-blanks.txt",
                            "text/plain",
                            "Dear all".getBytes(StandardCharsets.UTF_8)));
            diplomat.locator(".crm-form-end button[type=submit]").click();
            assertThat(diplomat.locator("#files a[download]")).isVisible();
            look(diplomat, "a planned conversation");
            diplomat.locator("#files li a.btn").click();
            look(diplomat, "removing a file of a conversation");
            diplomat.navigate(planned + "/outcome");
            look(diplomat, "what became of a planned conversation");
            diplomat.navigate(planned + "/edit");
            look(diplomat, "changing a conversation");
            diplomat.navigate(planned + "/archive");
            look(diplomat, "archiving a conversation");
            diplomat.navigate(RunningCrm.address() + "/crm/interactions");
            assertThat(diplomat.locator("#awaiting")).isVisible();
            look(diplomat, "conversations of which it is to be said what became of them");
        }
        try (BrowserContext other = TestBrowser.open()) {
            Page administrator = other.newPage();
            TestBrowser.signIn(administrator, RunningCrm.address(), "admin");
            administrator.navigate(RunningCrm.address() + "/crm/topics");
            look(administrator, "topics");
            administrator.navigate(RunningCrm.address() + "/crm/topics/new");
            administrator.locator(".crm-form-end button[type=submit]").click();
            assertThat(administrator.locator(".crm-errors")).isVisible();
            look(administrator, "a topic without a name");
            administrator.navigate(RunningCrm.address() + "/crm/topics");
            administrator.locator("main tbody a").first().click();
            look(administrator, "a topic");
            administrator.locator(".crm-page-head .crm-actions a").click();
            look(administrator, "the history of a topic");
        }
        assertThat(barriers).isEmpty();
    }

    @Test
    void aConversationIsNotedAndItsOutcomeSaidWithoutScript() {
        try (BrowserContext other = TestBrowser.open()) {
            Page signedIn = other.newPage();
            TestBrowser.signIn(signedIn, RunningCrm.address(), "diplomat");
            try (BrowserContext plain = page.context()
                    .browser()
                    .newContext(new Browser.NewContextOptions()
                            .setStorageState(other.storageState())
                            .setLocale("en-GB")
                            .setJavaScriptEnabled(false))) {
                Page still = plain.newPage();
                String subject = "Plain" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
                still.navigate(RunningCrm.address() + "/crm/interactions/new?contact="
                        + contact.substring(contact.lastIndexOf('/') + 1));
                still.locator("[name=subject]").fill(subject);
                still.locator("[name='topics[0]']").selectOption(new SelectOption().setIndex(1));
                still.locator("button[name=add][value=stances]").click();
                still.locator("[name='stances[0].contact']").selectOption(new SelectOption().setIndex(1));
                still.locator("[name='stances[0].topic']").selectOption(new SelectOption().setIndex(1));
                still.locator("[name='stances[0].stance']").selectOption("SUPPORTS");
                still.locator("[name=planned]").check();
                still.locator(".crm-form-end button[type=submit]").click();
                assertThat(still.locator("h1")).hasText(subject);
                still.locator(".crm-page-head .crm-actions a.btn-primary")
                        .first()
                        .click();
                still.locator("[name=summary]").fill("They said **yes** <b>loudly</b>.");
                still.locator("form[action$='/held'] button[type=submit]").click();
                assertThat(still.locator("main strong").filter(new Locator.FilterOptions().setHasText("yes")))
                        .isVisible();
                assertThat(still.locator("main")).containsText("<b>loudly</b>");
                assertThat(still.locator("#stances-title")).isVisible();
                still.navigate(RunningCrm.address() + "/crm" + contact + "/interactions");
                assertThat(still.locator("main")).containsText(subject);
                still.navigate(RunningCrm.address() + "/crm/interactions?text=loud");
                assertThat(still.locator("#interactions")).containsText(subject);
            }
        }
    }

    @Test
    void noRefusalHasASeriousBarrier() {
        open("/contacts/" + UUID.randomUUID());
        look("404");
        open("/me");
        page.locator("main > form input[name=_csrf]").evaluate("input => input.value = 'wrong'");
        page.locator("main > form button[type=submit]").click();
        look("403 of a form that was open too long");
        try (BrowserContext other = TestBrowser.open()) {
            Page denied = other.newPage();
            TestBrowser.signIn(denied, RunningCrm.address(), "viewer");
            denied.navigate(RunningCrm.address() + "/crm/contacts/new");
            look(denied, "403 with who may");
        }
        try (BrowserContext nobody = TestBrowser.open()) {
            Page outside = nobody.newPage();
            outside.navigate(RunningCrm.address() + "/crm/signed-out");
            look(outside, "signed out");
        }
        assertThat(barriers).isEmpty();
    }

    @Test
    void listsFormsSearchAndConfirmationsWorkWithoutScript() {
        try (BrowserContext plain = page.context()
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setStorageState(context.storageState())
                        .setLocale("en-GB")
                        .setJavaScriptEnabled(false))) {
            Page still = plain.newPage();
            still.navigate(RunningCrm.address() + "/crm/contacts/new");
            still.locator("button[name=add][value=externalIds]").click();
            still.locator("[name='externalIds[0].scheme']").fill("orcid");
            String family = "Plain" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
            still.locator("[name='externalIds[0].value']").fill(family);
            still.locator("[name='names[0].given']").fill("Paula");
            still.locator("[name='names[0].family']").fill(family);
            still.locator(".crm-form-end button[type=submit]").click();
            assertThat(still.locator("h1")).containsText("Paula " + family);
            assertThat(still.locator("main")).containsText("orcid");

            still.locator(".crm-top input[name=q]").fill(family);
            still.locator(".crm-top input[name=q]").press("Enter");
            assertThat(still.locator("main")).containsText("Paula " + family);
            still.locator("main a")
                    .filter(new Locator.FilterOptions().setHasText(family))
                    .first()
                    .click();
            still.locator("[data-crm-dialog=archive]").click();
            still.locator("main form button[type=submit]").click();
            assertThat(still.locator("main .alert-warning")).isVisible();
            still.navigate(RunningCrm.address() + "/crm/contacts?text=" + family);
            assertThat(still.locator("#contacts .crm-empty")).isVisible();
        }
    }

    private Response open(String path) {
        return page.navigate(RunningCrm.address() + "/crm" + path);
    }

    /** Loads the page of an import again until it offers the next act. */
    private void until(String path, String selector) {
        for (int attempt = 0; attempt < 120; attempt++) {
            open(path);
            if (page.locator(selector).count() > 0) {
                return;
            }
            page.waitForTimeout(500);
        }
        throw new AssertionError(selector + " did not come to " + path);
    }

    private void look(String what) {
        look(page, what);
    }

    private void look(Page seen, String what) {
        for (int width : new int[] {PHONE, DESK}) {
            seen.setViewportSize(width, 800);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                seen.emulateMedia(new Page.EmulateMediaOptions()
                        .setColorScheme(scheme)
                        // A colour on its way from dark to light has a contrast of its own.
                        .setReducedMotion(ReducedMotion.REDUCE));
                String where = what + " at " + width + ", " + scheme;
                barriersOf(seen, scheme).forEach(barrier -> barriers.add(where + ": " + barrier));
            }
            int wide = (int) seen.evaluate("document.documentElement.scrollWidth");
            if (wide > width) {
                barriers.add(what + " is " + wide + " wide at " + width);
            }
        }
        if (seen.locator("h1").count() != 1) {
            barriers.add(what + " has " + seen.locator("h1").count() + " main headings");
        }
        seen.setViewportSize(DESK, 900);
    }

    /**
     * What axe finds, in words. Axe is brought to a page once and asked again after each change of width or colours. There are no
     * frames that it would have to be brought to as well: our own headers forbid them.
     */
    private static List<String> barriersOf(Page seen, ColorScheme scheme) {
        if (!(boolean) seen.evaluate("'axe' in window")) {
            seen.evaluate(AxeBuilder.getAxeScript());
        }
        Map<String, Object> options = new HashMap<>();
        // Of the rules that find nothing wrong, no list of all elements that they looked at.
        options.put("resultTypes", List.of("violations"));
        if (scheme == ColorScheme.DARK) {
            // All others have just been asked at this width, and nothing but colours differs:
            // darkIsAMatterOfColoursAlone
            options.put("runOnly", RULES_ABOUT_COLOURS);
        }
        List<?> found = (List<?>) seen.evaluate("""
            options => axe.run(document, options).then(all => all.violations
                .filter(rule => ['serious', 'critical'].includes(rule.impact))
                .map(rule => rule.id + ' ' + rule.nodes[0].html))
            """, options);
        return found.stream().map(String::valueOf).toList();
    }
}
