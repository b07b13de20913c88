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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/**
 * Rows D1, A7, E1 to E7, E12 and F1 of the features: a dialogue from the plan to the door, as those live it who plan it and those who are invited: on the demo data and an imported list, with a real
 * browser, real mail and a real Keycloak.
 */
@RequiresBrowser
class DialogueStoryBrowserIntegrationTests extends BrowserScene {

    private static final int GUESTS = 120;
    private static final int SEATS = 60;
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);
    private static final List<String> LANGUAGES = List.of("en", "fr", "ru");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    private final String family = unusual("Storyova");
    private final String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
    private final String theme = "Roads of " + family;

    @Test
    void aDialogueIsPlannedItsGuestsAreInvitedAnswerFightForTheLastSeatsAndComeIn() throws Exception {
        importMembers();
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
        for (int i = 0; i < GUESTS; i++) {
            csv.append("%s-%d,Guest%d,%s,%s,%s,%s,%s\n"
                    .formatted(
                            family,
                            i,
                            i,
                            family,
                            i % 2 == 0 ? "Dr" : "",
                            address(i),
                            LANGUAGES.get(i % 3),
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
        assertThat(page.locator("main")).containsText("New " + GUESTS);
        page.reload();
        page.locator("[data-crm-dialog]")
                .filter(new Locator.FilterOptions().setHasText("Apply"))
                .first()
                .click();
        page.locator("dialog[open] button[type=submit]").first().click();
        assertThat(page.locator("main")).containsText("· applied ·", PATIENTLY);
    }

    private String address(int guest) {
        return "guest" + guest + "@" + domain;
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
        open("/contacts?text=" + family);
        page.locator("a", new Page.LocatorOptions().setHasText("Save this search"))
                .first()
                .click();
        page.locator("[name=name]").fill("Members " + family);
        save();
        open(dialogue + "/guests/choose");
        page.locator("table a", new Page.LocatorOptions().setHasText("Members " + family))
                .click();
        assertThat(page.locator(".crm-person")).containsText("called “" + family + "”");
        page.locator("[data-crm-check-all]").check();
        assertThat(page.locator("#figures")).containsText("50 guests");
        page.locator("button", new Page.LocatorOptions().setHasText("Propose all " + GUESTS))
                .click();
        assertThat(page.locator(".crm-flash")).containsText(GUESTS + " guests are proposed.");
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
        Map<String, MimeMessage> mails = RunningCrm.firstMailsTo(domain, GUESTS);
        for (int i = 0; i < GUESTS; i++) {
            MimeMessage mail = Objects.requireNonNull(mails.get(address(i)));
            String text = InvitedGuests.part(mail, "text/plain");
            String title = i % 2 == 0 ? "Dr Guest" : "Guest";
            switch (LANGUAGES.get(i % 3)) {
                case "en" -> {
                    assertThat(mail.getSubject()).startsWith("Invitation: " + theme);
                    assertThat(text).contains("Dear " + title + i + " " + family);
                }
                case "fr" -> {
                    assertThat(mail.getSubject()).startsWith("Invitation : Routes de " + family);
                    assertThat(text).startsWith("Madame, Monsieur,").contains("a l’honneur de vous inviter");
                }
                default -> {
                    assertThat(mail.getSubject()).startsWith("Приглашение: Дороги: " + family);
                    assertThat(text).contains("имеет честь пригласить").contains("Guest" + i);
                }
            }
            assertThat(InvitedGuests.part(mail, "text/calendar"))
                    .contains("METHOD:REQUEST")
                    .contains("SEQUENCE:0")
                    .contains("mailto:" + address(i));
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
            guest.navigate(link(Objects.requireNonNull(invited.get(address(0)))));
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
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        String path = URI.create(link(Objects.requireNonNull(invited.get(address(guest)))))
                .getPath();
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
        String seated = address(guestsWith(dialogue, "accepted").get(0));
        MimeMessage invitation = Objects.requireNonNull(invited.get(seated));
        RunningCrm.deliver(
                GuestCalendar.reply(invitation, GuestCalendar.Answer.DECLINED).orElseThrow());
        await().atMost(Duration.ofSeconds(60)).until(() -> state(dialogue, "offered") == 1);
        assertThat(state(dialogue, "accepted")).isEqualTo(SEATS - 1);
        int next = guestsWith(dialogue, "offered").get(0);
        MimeMessage offer = RunningCrm.mailsTo(address(next), 2).get(1);
        assertThat(answer(Map.of(address(next), offer), next, "ACCEPT").statusCode())
                .isEqualTo(200);
        assertThat(state(dialogue, "accepted")).isEqualTo(SEATS);
    }

    /** The numbers of those in a state, as their names tell them. */
    private static List<Integer> guestsWith(String dialogue, String state) {
        List<Integer> guests = new ArrayList<>();
        RunningCrm.apiAs("protocol")
                .get(dialogue + "/guests?size=100&state=" + state)
                .body()
                .path("items")
                .forEach(guest -> guests.add(
                        Integer.valueOf(guest.path("contactName").asString().replaceAll("\\D", ""))));
        return guests;
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
        List<MimeMessage> mails = RunningCrm.mailsTo(address(0), 2);
        assertThat(InvitedGuests.part(mails.get(1), "text/calendar"))
                .contains("SEQUENCE:1")
                .contains("Hall of the " + family)
                .contains("PARTSTAT=TENTATIVE");
    }

    /** Twenty at the door, each found by name. */
    private void comeIn(String dialogue) {
        open(dialogue + "/door");
        for (int guest : guestsWith(dialogue, "accepted").subList(0, 20)) {
            page.locator("#door-text").fill("Guest" + guest + " " + family);
            Locator row = page.locator(
                    "#door-answer li",
                    new Page.LocatorOptions().setHasText(Pattern.compile("Guest" + guest + " " + family)));
            row.locator("button", new Locator.LocatorOptions().setHasText("Check in"))
                    .click();
            assertThat(page.locator("#door-live [data-outcome=came]")).containsText("Guest" + guest + " ");
        }
        assertThat(page.locator("#door-count")).containsText("20 are in");
        assertThat(page.locator("#door-count")).containsText(Integer.toString(SEATS));
    }
}
