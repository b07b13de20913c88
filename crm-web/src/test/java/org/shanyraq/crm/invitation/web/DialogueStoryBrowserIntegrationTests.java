package org.shanyraq.crm.invitation.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.local.GuestCalendar;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import tools.jackson.databind.JsonNode;

/**
 * Rows D1, A7, E1 to E7, E12 and F1 of the features: a dialogue from the plan to the door, as those live it who plan it and those who are invited: on the demo data and an imported list, with a real
 * browser, real mail and a real Keycloak.
 */
@RequiresBrowser
class DialogueStoryBrowserIntegrationTests extends BrowserScene {

    private static final int MEMBERS = 100;
    private static final int OTHERS = 20;
    private static final int GUESTS = MEMBERS + OTHERS;
    private static final int SEATS = 60;
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);
    private static final List<String> LANGUAGES = List.of("en", "fr", "ru");

    /** In which a mail is written to whoever speaks one of them, the first of their own. */
    private static final Map<String, String> SUBJECTS =
            Map.of("en", "Invitation: ", "fr", "Invitation : ", "kk", "Шақыру: ", "ru", "Приглашение: ");

    private static final String OWN_FORM = "Monsieur le Président de la délégation";
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    private final String family = unusual("Storyova");
    private final String theme = "Roads of " + family;

    /**
     * Somebody who is invited.
     *
     * @param language that they read best of those in which mails are written
     * @param begins what stands in the first line of mails to them
     */
    private record Guest(String name, String address, String language, String begins) {

        static Guest of(String name, String address, String language, String titled) {
            return new Guest(
                    name,
                    address,
                    language,
                    switch (language) {
                        case "en" -> "Dear " + titled;
                        case "fr" -> "Madame, Monsieur,";
                        default -> titled;
                    });
        }
    }

    /** By name, those imported first. */
    private final Map<String, Guest> guests = new LinkedHashMap<>();

    @Test
    void aDialogueIsPlannedItsGuestsAreInvitedAnswerFightForTheLastSeatsAndComeIn() throws Exception {
        importMembers();
        addressOneInHisOwnWay();
        tagThemAndOthers();
        String dialogue = plan();
        chooseBySavedSearch(dialogue);
        approve(dialogue);
        Map<String, MimeMessage> invited = invite(dialogue);

        answer(invited);
        assertThat(state(dialogue, "accepted")).isEqualTo(SEATS);
        assertThat(state(dialogue, "waiting")).isEqualTo(GUESTS - 30 - SEATS);

        answerByCalendar(dialogue, invited);
        changeRoomAndTime(dialogue);
        comeIn(dialogue);
    }

    /** Members of a parliament who speak three languages, from a file. */
    private void importMembers() {
        StringBuilder csv = new StringBuilder("id,given name,family name,honorific,email,languages,country\n");
        for (int i = 0; i < MEMBERS; i++) {
            String name = "Guest" + i + " " + family;
            String honorific = i % 2 == 0 ? "Dr" : "";
            Guest guest = Guest.of(
                    name,
                    "guest" + i + "@" + family.toLowerCase(Locale.ROOT) + ".example.org",
                    LANGUAGES.get(i % 3),
                    (honorific + " " + name).strip());
            guests.put(name, guest);
            csv.append("%s-%d,Guest%d,%s,%s,%s,%s,%s\n"
                    .formatted(
                            family,
                            i,
                            i,
                            family,
                            honorific,
                            guest.address(),
                            guest.language(),
                            List.of("BE", "FR", "EE").get(i % 3)));
        }
        open("/imports/new");
        page.locator("input[name=subject][value=CONTACTS]").check();
        page.locator("#import-file")
                .setInputFiles(new FilePayload(
                        "members.csv", "text/csv", csv.toString().getBytes(StandardCharsets.UTF_8)));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Upload"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check the rows"))
                .click();
        assertThat(page.locator("main")).containsText("checked, nothing written yet", PATIENTLY);
        assertThat(page.locator("main")).containsText("New " + MEMBERS);
        page.reload();
        page.locator("[data-crm-dialog]")
                .filter(new Locator.FilterOptions().setHasText("Apply"))
                .first()
                .click();
        page.locator("dialog[open] button[type=submit]").first().click();
        assertThat(page.locator("main")).containsText("· applied ·", PATIENTLY);
    }

    /** The second of them, who reads French. */
    private void addressOneInHisOwnWay() {
        open("/contacts?text=Guest1+" + family);
        page.locator("a.crm-name", new Page.LocatorOptions().setHasText(Pattern.compile("Guest1 " + family)))
                .first()
                .click();
        page.locator(".crm-page-head a", new Page.LocatorOptions().setHasText("Edit"))
                .first()
                .click();
        page.locator("[name='formOfAddress[fr]']").fill(OWN_FORM);
        save();
        assertThat(page.locator("main")).containsText(OWN_FORM);
        guests.computeIfPresent(
                "Guest1 " + family,
                (name, guest) -> new Guest(name, guest.address(), guest.language(), OWN_FORM + ","));
    }

    /** Contacts of the demonstration who read each of these languages get a tag, and those imported get it too. */
    private void tagThemAndOthers() {
        ApiCalls api = RunningCrm.apiAs("protocol");
        String tag = api.post("/segments", Map.of("kind", "tag", "name", "Roads " + family, "sensitivity", "internal"))
                .body()
                .path("id")
                .asString();
        Set<String> known = new HashSet<>();
        for (String language : LANGUAGES) {
            for (JsonNode contact : api.get("/contacts?size=100&notInvitedDays=60&language=" + language)
                    .body()
                    .path("items")) {
                if (guests.size() == MEMBERS + OTHERS * (LANGUAGES.indexOf(language) + 1) / LANGUAGES.size()) {
                    break;
                }
                JsonNode details = api.get("/contacts/" + contact.path("id").asString())
                        .body()
                        .path("details");
                String name = contact.path("name").asString();
                if (details.path("source").asString().startsWith("Demo") && known.add(name)) {
                    guests.put(
                            name,
                            Guest.of(name, mailbox(details), language(details), titled(contact, language(details))));
                    assertThat(api.put("/segments/" + tag + "/contacts/"
                                            + contact.path("id").asString())
                                    .status())
                            .isEqualTo(204);
                }
            }
        }
        assertThat(guests).hasSize(GUESTS);
        open("/contacts?text=" + family);
        page.locator("a[href*=add-found]").click();
        page.locator("[name=intoText]").pressSequentially("Roads " + family);
        page.locator("#f-intoList [role=option]").first().click();
        page.locator(".crm-form button[type=submit]").click();
        assertThat(page.locator(".crm-flash")).containsText(Integer.toString(MEMBERS));
    }

    private static String mailbox(JsonNode details) {
        for (JsonNode channel : details.path("channels")) {
            if (channel.path("kind").asString().equals("email")
                    && !channel.path("purpose").asString().equals("assistant")) {
                return channel.path("value").asString();
            }
        }
        throw new AssertionError("no mailbox in " + details);
    }

    /** In Cyrillic letters, without a Latin honorific, where the language is written in them and such a name is known. */
    private static String titled(JsonNode contact, String language) {
        String own = contact.path("nativeName").asString("");
        if (Set.of("kk", "ru").contains(language) && !own.isEmpty() && own.matches("[\\p{IsCyrillic}\\W]+")) {
            return own;
        }
        return (contact.path("honorific").asString("") + " "
                        + contact.path("name").asString())
                .strip();
    }

    private static String language(JsonNode details) {
        for (JsonNode language : details.path("languages")) {
            if (SUBJECTS.containsKey(language.asString())) {
                return language.asString();
            }
        }
        throw new AssertionError("none of the languages in " + details);
    }

    private Guest guest(int number) {
        return guests.values().stream().skip(number).findFirst().orElseThrow();
    }

    /** With an invited speaker and a part for questions and answers, in the first series. */
    private String plan() {
        open("/dialogue-series");
        page.locator("#series a")
                .filter(new Locator.FilterOptions().setHasText("Shanyraq Dialogues"))
                .first()
                .click();
        page.locator(".crm-actions a.btn-primary").click();
        page.locator("[name='theme[en]']").fill(theme);
        page.locator("[name='theme[fr]']").fill("Routes de " + family);
        page.locator("[name='theme[ru]']").fill("Дороги: " + family);
        LocalDate day = LocalDate.now(ZoneId.of("Europe/Brussels")).plusDays(20);
        page.locator("[name=startsAt]").fill(day + "T17:30");
        page.locator("[name=endsAt]").fill(day + "T19:30");
        page.locator("[name='capacity.total']").fill(Integer.toString(SEATS));
        assertThat(page.locator("[name='agenda[1].speakers[0].role']")).hasValue("INVITED_SPEAKER");
        page.locator("[name='agenda[1].speakers[0].contactText']").pressSequentially("ma");
        page.locator("#f-agenda-1-speakers-0-contactList [role=option]").first().click();
        assertThat(page.locator("[name='agenda[2].kind']")).hasValue("QUESTIONS");
        save();
        assertThat(page.locator("h1")).hasText(theme);
        assertThat(page.locator(".crm-timeline")).containsText("Questions");
        page.locator("a[data-crm-dialog=invite]").click();
        page.locator("dialog#invite button[type=submit]").click();
        assertThat(page.locator(".crm-badges")).containsText("Inviting");
        return URI.create(page.url()).getPath().substring("/crm".length()).replaceAll("\\?.*", "");
    }

    private void chooseBySavedSearch(String dialogue) {
        open("/contacts?notInvitedDays=60&segment="
                + RunningCrm.apiAs("protocol")
                        .get("/segments?kind=tag&size=100")
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(tag -> tag.at("/details/name").asString().equals("Roads " + family))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString());
        page.locator("a", new Page.LocatorOptions().setHasText("Save this search"))
                .first()
                .click();
        page.locator("[name=name]").fill("Members " + family);
        save();
        open(dialogue + "/guests/choose");
        page.locator("table a", new Page.LocatorOptions().setHasText("Members " + family))
                .click();
        assertThat(page.locator(".crm-person")).containsText("Roads " + family);
        page.locator("[data-crm-check-all]").check();
        assertThat(page.locator("#figures")).containsText("50 guests");
        page.locator("button", new Page.LocatorOptions().setHasText("Propose all " + GUESTS))
                .click();
        assertThat(page.locator(".crm-flash")).containsText(GUESTS + " guests are proposed");
        assertThat(page.locator("#sources")).containsText("Members " + family);
    }

    /** By another than who proposed. */
    private void approve(String dialogue) {
        try (BrowserContext other = TestBrowser.open()) {
            Page manager = other.newPage();
            TestBrowser.signIn(manager, RunningCrm.address(), "manager");
            manager.navigate(RunningCrm.address() + "/crm" + dialogue + "/guests");
            manager.locator("button", new Page.LocatorOptions().setHasText("Approve all " + GUESTS))
                    .click();
            assertThat(manager.locator(".crm-flash")).containsText(GUESTS + " guests are approved.");
        }
    }

    private Map<String, MimeMessage> invite(String dialogue) throws Exception {
        open(dialogue + "/guests");
        page.locator("#mails a", new Page.LocatorOptions().setHasText("Invite " + GUESTS + " guests"))
                .click();
        page.locator("button", new Page.LocatorOptions().setHasText("Send the invitations"))
                .click();
        assertThat(page.locator(".crm-flash")).containsText(GUESTS + " mails are in the queue.");
        Map<String, MimeMessage> mails = RunningCrm.firstMailsAbout(family, GUESTS);
        for (Guest guest : guests.values()) {
            MimeMessage mail = Objects.requireNonNull(mails.get(guest.address()), guest.address());
            String text = InvitedGuests.part(mail, "text/plain");
            assertThat(mail.getSubject())
                    .startsWith(SUBJECTS.get(guest.language()))
                    .contains(family);
            assertThat(text).contains(guest.begins());
            assertThat(InvitedGuests.part(mail, "text/calendar"))
                    .contains("METHOD:REQUEST")
                    .contains("SEQUENCE:0")
                    .contains("mailto:" + guest.address());
        }
        assertThat(mails.values().stream().map(mail -> link(mail)).distinct()).hasSize(GUESTS);
        return mails;
    }

    private static String link(MimeMessage mail) {
        try {
            return InvitedGuests.link(mail);
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Thirty decline or leave it open, on a phone without script the first of them; ninety want one of sixty seats, at once. */
    private void answer(Map<String, MimeMessage> invited) throws Exception {
        try (BrowserContext phone = TestBrowser.openWithoutScript()) {
            Page guest = phone.newPage();
            guest.navigate(link(Objects.requireNonNull(invited.get(guest(0).address()))));
            guest.locator("button[value=HESITATE]").click();
            assertThat(guest.locator("#state")).containsText("You do not know yet");
        }
        for (int i = 1; i < 30; i++) {
            assertThat(answer(invited, i, "DECLINE").statusCode()).isEqualTo(200);
        }
        ExecutorService people = Executors.newFixedThreadPool(30);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 30; i < GUESTS; i++) {
                int guest = i;
                answers.add(people.submit(() -> answer(invited, guest, "ACCEPT").statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            people.shutdownNow();
        }
    }

    private HttpResponse<String> answer(Map<String, MimeMessage> invited, int guest, String reply) {
        return answer(Objects.requireNonNull(invited.get(guest(guest).address())), reply);
    }

    private static HttpResponse<String> answer(MimeMessage mail, String reply) {
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        String path = URI.create(link(mail)).getPath();
        Matcher form = FORM.matcher(browser.get(path).body());
        assertThat(form.find()).isTrue();
        return browser.follow(browser.post(path, Map.of("reply", reply, "form", form.group(1))));
    }

    private static long state(String dialogue, String state) {
        return RunningCrm.apiAs("protocol")
                .get(dialogue + "/guests/figures")
                .body()
                .at("/states/" + state)
                .asLong(-1);
    }

    /** One who has a seat declines in the calendar, and whoever waits longest is offered it by mail and takes it. */
    private void answerByCalendar(String dialogue, Map<String, MimeMessage> invited) throws Exception {
        Guest seated = guestsWith(dialogue, "accepted").get(0);
        MimeMessage invitation = Objects.requireNonNull(invited.get(seated.address()));
        RunningCrm.deliver(
                GuestCalendar.reply(invitation, GuestCalendar.Answer.DECLINED).orElseThrow());
        await().atMost(Duration.ofSeconds(60)).until(() -> state(dialogue, "offered") == 1);
        assertThat(state(dialogue, "accepted")).isEqualTo(SEATS - 1);
        Guest next = guestsWith(dialogue, "offered").get(0);
        MimeMessage offer = mails(next, 2).get(1);
        assertThat(answer(offer, "ACCEPT").statusCode()).isEqualTo(200);
        assertThat(state(dialogue, "accepted")).isEqualTo(SEATS);
    }

    /** Those about this dialogue. */
    private List<MimeMessage> mails(Guest guest, int atLeast) {
        return RunningCrm.mailsTo(guest.address(), family, atLeast);
    }

    private List<Guest> guestsWith(String dialogue, String state) {
        List<Guest> found = new ArrayList<>();
        RunningCrm.apiAs("protocol")
                .get(dialogue + "/guests?size=100&state=" + state)
                .body()
                .path("items")
                .forEach(guest -> found.add(Objects.requireNonNull(
                        guests.get(guest.path("contactName").asString()))));
        return found;
    }

    private void changeRoomAndTime(String dialogue) throws Exception {
        LocalDateTime soon =
                LocalDateTime.now(ZoneId.of("Europe/Brussels")).plusHours(3).truncatedTo(ChronoUnit.MINUTES);
        open(dialogue + "/edit");
        page.locator("[name=venue]").fill("Hall of the " + family);
        page.locator("[name=startsAt]").fill(soon.toString());
        page.locator("[name=endsAt]").fill(soon.plusHours(2).toString());
        save();
        open(dialogue + "/guests");
        // Who declined is not told; who hesitates or waits is.
        page.locator("#mails a", new Page.LocatorOptions().setHasText("Tell 90 guests of the change"))
                .click();
        page.locator("button", new Page.LocatorOptions().setHasText("Send the notices"))
                .click();
        assertThat(page.locator(".crm-flash")).containsText("90 mails are in the queue.");
        List<MimeMessage> mails = mails(guest(0), 2);
        assertThat(InvitedGuests.part(mails.get(1), "text/calendar"))
                .contains("SEQUENCE:1")
                .contains("Hall of the " + family)
                .contains("PARTSTAT=TENTATIVE");
    }

    /** Twenty at the door, each found by name. */
    private void comeIn(String dialogue) {
        open(dialogue + "/door");
        for (Guest guest : guestsWith(dialogue, "accepted").subList(0, 20)) {
            page.locator("#door-text").fill(guest.name());
            Locator row = page.locator("#door-answer li", new Page.LocatorOptions().setHasText(guest.name()));
            row.locator("button", new Locator.LocatorOptions().setHasText("Check in"))
                    .click();
            assertThat(page.locator("#door-live [data-outcome=came]")).containsText(guest.name());
        }
        assertThat(page.locator("#door-count")).containsText("20 are in");
        assertThat(page.locator("#door-count")).containsText(Integer.toString(SEATS));
    }
}
