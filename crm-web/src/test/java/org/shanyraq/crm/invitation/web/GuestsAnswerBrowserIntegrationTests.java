package org.shanyraq.crm.invitation.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import tools.jackson.databind.JsonNode;

/**
 * Rows E2, E3, E4, E6, E7, E10, E12 and P5 of the features, rows P1 to P5 of the threats: guests are invited by real mail, answer on their own pages
 * on a phone, and are told of a change.
 */
@RequiresBrowser
class GuestsAnswerBrowserIntegrationTests extends BrowserScene {

    @Test
    void guestsAreInvitedByMailAnswerOnTheirPagesAndAreToldOfAChange() throws Exception {
        String family = unusual("Answerova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests = new InvitedGuests("Lakes of " + family);
        guests.propose("Ida", family, "en", domain);
        guests.propose("Jeanne", family, "fr", domain);
        guests.propose("Olga", family, "ru", domain);
        guests.approveAll();

        // The officer sees how a mail reads, chooses two of the guests, and sends.
        open(guests.dialogue() + "/guests");
        page.locator("#mails a", new Page.LocatorOptions().setHasText("Invite 3 guests"))
                .click();
        Locator olga = page.locator("tbody tr", new Page.LocatorOptions().setHasText("olga@"));
        assertThat(olga).containsText("Русский");
        olga.locator("button[name=preview]").click();
        assertThat(page.locator("#preview")).containsText("Приглашение: Lakes of " + family);
        page.locator("[name=only][value=true]").check();
        page.locator("[name=ticked]").first().check();
        page.locator("[name=ticked]").nth(1).check();
        page.locator("button", new Page.LocatorOptions().setHasText("Send the invitations"))
                .click();
        assertThat(page.locator(".crm-flash")).containsText("2 mails are in the queue.");

        MimeMessage mail = RunningCrm.mailsTo("ida@" + domain, 1).get(0);
        assertThat(mail.getSubject()).startsWith("Invitation: Lakes of " + family);
        assertThat(mail.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        String text = InvitedGuests.part(mail, "text/plain");
        assertThat(text).contains("Dear Ida " + family).contains("The Embassy in Brussels has the honour");
        String calendar = InvitedGuests.part(mail, "text/calendar");
        assertThat(calendar).contains("METHOD:REQUEST").contains("SEQUENCE:0").contains("PARTSTAT=NEEDS-ACTION");
        assertThat(InvitedGuests.part(mail, "text/html")).doesNotContain("<img").contains("<a href=");
        assertThat(RunningCrm.mailsTo("jeanne@" + domain, 1).get(0).getSubject())
                .startsWith("Invitation : Lakes of");

        // P1: what a scanner of links does is no answer.
        String link = InvitedGuests.link(text);
        HttpBrowser scanner = new HttpBrowser(RunningCrm.address());
        HttpResponse<String> looked = scanner.get(path(link));
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(looked.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(looked.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
        assertThat(looked.body()).doesNotContain("Ida " + family).doesNotContain("@" + domain);
        assertThat(scanner.post(path(link), Map.of("reply", "ACCEPT")).statusCode())
                .isEqualTo(409);
        assertThat(guests.state("Ida")).isEqualTo("invited");

        // P3, P4: what is no token is not told from what was one.
        assertThat(scanner.get(path(link) + "x").statusCode()).isEqualTo(404);
        assertThat(scanner.get("/crm/r/sample").body())
                .isEqualTo(scanner.get(path(link) + "x").body());

        // On a phone, without a sign-in and without script.
        try (BrowserContext phone = TestBrowser.openWithoutScript()) {
            Page guest = phone.newPage();
            Response opened = guest.navigate(link);
            assertThat(opened.status()).isEqualTo(200);
            assertThat(guest.locator("h1")).containsText("Lakes of " + family);
            assertThat(guest.locator("#answer")).containsText("Ida, will you come?");
            guest.locator("[name=diet]").fill("no fish");
            guest.locator("button[value=ACCEPT]").click();
            assertThat(guest.locator(".alert-success")).containsText("Your answer is noted");
            assertThat(guest.locator("#state")).containsText("You come.");
            guest.locator("button[value=DECLINE]").click();
            assertThat(guest.locator("#state")).containsText("You do not come.");
            guest.locator("button[value=ACCEPT]").click();
            assertThat(guest.locator("#state")).containsText("You come.");
            // What was written went with the answer that one does not come.
            assertThat(guest.locator("[name=forget]")).hasCount(0);
            guest.locator("[name=diet]").fill("no fish");
            guest.locator("button[value=ACCEPT]").click();
            // Whoever else has the link does not read what was written.
            assertThat(guest.locator("[name=diet]")).hasValue("");
            assertThat(guest.locator("[name=forget]")).isVisible();
            guest.locator("[name=note]").fill("a\u200bb");
            guest.locator("button[value=ACCEPT]").click();
            assertThat(guest.locator("#g-note-error")).containsText("characters");
            assertThat(guest.locator("[name=note]")).hasValue("a\u200bb");
            HttpResponse<String> event = scanner.get(path(link) + ".ics");
            assertThat(event.statusCode()).isEqualTo(200);
            assertThat(event.body()).contains("METHOD:PUBLISH").doesNotContain("ATTENDEE");
        }
        assertThat(guests.state("Ida")).isEqualTo("accepted");

        // One seat only: the second who accepts waits, and is offered it when it is given back.
        String second = InvitedGuests.link(
                InvitedGuests.part(RunningCrm.mailsTo("jeanne@" + domain, 1).get(0), "text/plain"));
        try (BrowserContext other = TestBrowser.open()) {
            Page guest = other.newPage();
            guest.navigate(second);
            assertThat(guest.locator("html")).hasAttribute("lang", "fr");
            guest.locator("button[value=ACCEPT]").click();
            assertThat(guest.locator("#state")).containsText("liste d’attente");
            guest.navigate(link);
            guest.locator("button[value=DECLINE]").click();
            assertThat(guest.locator("#state")).containsText("You do not come.");
            // The seat is kept for a while, which the host sees as well.
            guest.navigate(second);
            assertThat(guest.locator("#state")).containsText("Une place s’est libérée");
            open(guests.dialogue() + "/guests?state=OFFERED");
            assertThat(page.locator("#guests tbody tr")).containsText("kept until");
            page.locator("#guests [name=guest]").check();
            page.locator("#guest-class").selectOption("A");
            page.locator("button", new Page.LocatorOptions().setHasText("Set the class"))
                    .click();
            assertThat(page.locator("#guests tbody tr")).containsText("Class A");
            page.locator("#waiting-order").selectOption("BY_CLASS");
            page.locator("#terms button").click();
            assertThat(page.locator("#waiting-order")).hasValue("BY_CLASS");
            guest.locator("button[value=ACCEPT]").click();
            assertThat(guest.locator("#state")).containsText("Vous venez.");
        }
        assertThat(RunningCrm.mailsTo("jeanne@" + domain, 2).get(1).getSubject())
                .startsWith("Une place pour vous");

        // Another room: who comes is told, by a later word on the same event.
        guests.move("Hall of the " + family);
        open(guests.dialogue() + "/guests");
        page.locator("#mails a", new Page.LocatorOptions().setHasText("Tell 1 guest of the change"))
                .click();
        page.locator("button", new Page.LocatorOptions().setHasText("Send the notices"))
                .click();
        String changed =
                InvitedGuests.part(RunningCrm.mailsTo("jeanne@" + domain, 3).get(2), "text/calendar");
        assertThat(changed).contains("SEQUENCE:1").contains("Hall of the " + family);
        assertThat(uid(changed))
                .isEqualTo(uid(InvitedGuests.part(
                        RunningCrm.mailsTo("jeanne@" + domain, 1).get(0), "text/calendar")));

        open(guests.dialogue() + "/guests/sendings");
        assertThat(page.locator("tbody tr").first()).containsText("Notice of a change");
        page.locator("tbody tr").last().locator("a[href*='mail=SENT']").click();
        assertThat(page.locator("#guests tbody tr")).hasCount(2);

        // What waits for its time is stopped, and can be sent anew.
        open(guests.dialogue() + "/guests/send?kind=INVITATION");
        page.fill(
                "[name=sendAt]",
                LocalDateTime.now(ZoneId.of("Europe/Brussels")).plusDays(1).truncatedTo(ChronoUnit.MINUTES) + "");
        page.locator("button", new Page.LocatorOptions().setHasText("Send the invitations"))
                .click();
        open(guests.dialogue() + "/guests/sendings");
        page.locator("button", new Page.LocatorOptions().setHasText("Stop")).click();
        assertThat(page.locator(".crm-flash")).containsText("1 mail is taken back");
        assertThat(page.locator("tbody tr").first()).containsText("stopped by");
        open(guests.dialogue() + "/guests");
        assertThat(page.locator("#mails")).containsText("Invite 1 guest");
    }

    // E9: on a phone, without script.
    @Test
    void aGuestNamesWhomToBringAndChoosesWhenThereAreTooFewSeats() throws Exception {
        String family = unusual("Bringova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests = new InvitedGuests("Company of " + family, 3);
        guests.letBring(3);
        guests.propose("Ida", family, "en", domain);
        guests.approveAll();
        guests.invite();
        String link = InvitedGuests.link(RunningCrm.mailsTo("ida@" + domain, 1).get(0));
        try (BrowserContext phone = TestBrowser.openWithoutScript()) {
            Page guest = phone.newPage();
            guest.navigate(link);
            guest.locator("#company summary").click();
            guest.locator("#companion-0").fill("Ole Sample, PhD");
            guest.locator("#companion-organisation-0").fill("Sample Institute");
            guest.locator("#companion-unnamed").fill("2");
            guest.locator("button[value=ACCEPT]").press("Enter");
            assertThat(guest.locator("#refusal")).containsText("not enough free seats");
            // What was typed is there still, and the guest chooses.
            assertThat(guest.locator("#companion-0")).hasValue("Ole Sample, PhD");
            assertThat(guest.locator("#too-few button")).hasCount(2);
            guest.locator("#too-few button").last().press("Enter");
            assertThat(guest.locator("#state")).containsText("waiting list");
            guest.locator("#company summary").click();
            guest.locator("#companion-0").fill("Ole Sample, PhD");
            guest.locator("#companion-organisation-0").fill("Sample Institute");
            guest.locator("#companion-unnamed").fill("-1");
            guest.locator("button[value=ACCEPT]").press("Enter");
            assertThat(guest.locator("#g-companions-error")).containsText("At most 3 people");
            guest.locator("#companion-unnamed").fill("1");
            guest.locator("button[value=ACCEPT]").press("Enter");
            assertThat(guest.locator("#state")).containsText("You come.");
            assertThat(guest.locator("#company-now")).containsText("With you: 2 people");
            // Whoever else has the link does not read whom.
            assertThat(guest.locator("body")).not().containsText("Ole Sample");
            assertThat(guest.locator("#companion-0")).hasValue("");
            assertThat((Integer) guest.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(360);
        }
        // P11: what no page sends.
        HttpBrowser hostile = new HttpBrowser(RunningCrm.address());
        Matcher form = Pattern.compile("name=\"form\" value=\"(\\w+)\"")
                .matcher(hostile.get(path(link)).body());
        assertThat(form.find()).isTrue();
        for (String number : List.of("1e9", "1000000000", "99999999999999999999", "x")) {
            assertThat(hostile.post(path(link), Map.of("reply", "ACCEPT", "form", form.group(1), "unnamed", number))
                            .statusCode())
                    .as(number)
                    .isEqualTo(422);
        }
        assertThat(hostile.post(
                                path(link),
                                Map.of("reply", "ACCEPT", "form", form.group(1), "companion", "x".repeat(1_000_000)))
                        .statusCode())
                .isEqualTo(422);

        // Those who keep the list see whom, and note it for the guest.
        open(guests.dialogue() + "/guests");
        assertThat(page.locator("#guests tbody tr")).containsText("brings 2 people");
        assertThat(page.locator("#guests tbody tr")).containsText("Ole Sample, PhD, Sample Institute");
        page.locator("#guests a[href$='/company']").click();
        assertThat(page.locator("#companion-0")).hasValue("Ole Sample, PhD");
        assertThat(page.locator("#companion-unnamed")).hasValue("1");
        page.locator("#companion-unnamed").fill("9");
        page.locator("form.crm-form button[type=submit]").click();
        assertThat(page.locator("#refusal")).containsText("At most 9 people");
        page.locator("#companion-unnamed").fill("");
        page.locator("form.crm-form button[type=submit]").click();
        assertThat(page.locator(".crm-flash")).containsText("Noted for Ida");
        assertThat(page.locator("#guests tbody tr")).containsText("brings 1 person");
    }

    // E11: on a phone, without script; the host decides, and whoever is sent has a page of their own.
    @Test
    void aGuestSendsSomebodyWhoGetsAMailAndAPage() throws Exception {
        String family = unusual("Delegova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests = new InvitedGuests("Ways of " + family);
        guests.propose("Jeanne", family, "fr", domain);
        guests.approveAll();
        guests.invite();
        String link =
                InvitedGuests.link(RunningCrm.mailsTo("jeanne@" + domain, 1).get(0));
        // By telephone: one bad address costs nothing that was typed.
        open(guests.dialogue() + "/guests");
        page.locator("#guests a[href$='/delegate']").click();
        page.locator("#delegate-name").fill("Nils " + family);
        page.locator("#delegate-position").fill("Counsellor");
        page.locator("#ask").evaluate("f => f.noValidate = true");
        page.locator("#delegate-email").fill("nils at nowhere");
        page.locator("#ask button").click();
        assertThat(page.locator("#delegate-email-error")).isVisible();
        assertThat(page.locator("#delegate-email")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#delegate-email")).hasValue("nils at nowhere");
        assertThat(page.locator("#delegate-name")).hasValue("Nils " + family);
        assertThat(page.locator("#delegate-position")).hasValue("Counsellor");
        try (BrowserContext phone = TestBrowser.openWithoutScript()) {
            Page guest = phone.newPage();
            guest.navigate(link);
            guest.locator("#delegate summary").click();
            guest.locator("#delegate-position").fill("Conseiller, Sample Institute");
            guest.locator("#delegate button").press("Enter");
            assertThat(guest.locator("#g-delegate-error")).containsText("nom de la personne");
            assertThat(guest.locator("#delegate-position")).hasValue("Conseiller, Sample Institute");
            guest.locator("#delegate-name").fill("Ole " + family);
            guest.locator("#delegate-email").fill("ole@" + domain);
            guest.locator("#delegate button").press("Enter");
            assertThat(guest.locator("#state")).containsText("vous faire représenter");
            assertThat(guest.locator("body")).not().containsText("Ole");

            open(guests.dialogue() + "/guests");
            page.locator("#guests a.btn", new Page.LocatorOptions().setHasText("Decide"))
                    .click();
            assertThat(page.locator("main")).containsText("Conseiller, Sample Institute");
            assertThat(page.locator("#f-given")).hasValue("Ole");
            page.locator("#refuse button").click();
            assertThat(page.locator("#delegate-reason-error")).containsText("Say why");
            // What is wrong is said at the field, and what was corrected stays, whatever the refusal.
            page.locator("#f-given").fill(" ");
            page.locator("#f-family").fill(" ");
            page.locator("#confirm button").click();
            assertThat(page.locator("#f-family-error")).isVisible();
            page.locator("#f-given").fill("Ole");
            page.locator("#f-family").fill(family);
            String seen = page.locator("#confirm [name=version]").inputValue();
            page.locator("#confirm [name=version]").evaluate("i => i.value = '999'");
            page.locator("#f-given").fill("Olaf");
            page.locator("#confirm button").click();
            assertThat(page.locator("#refusal")).isVisible();
            assertThat(page.locator("#f-given")).hasValue("Olaf");
            assertThat(page.locator("#confirm [name=version]")).hasValue(seen);
            page.locator("#f-given").fill("Ole");
            page.locator("#confirm button").click();
            assertThat(page.locator(".crm-flash")).containsText("Both are told");
            assertThat(page.locator("#guests tbody tr")).containsText("in the place of Jeanne " + family);
            page.locator("#guests .crm-name").click();
            assertThat(page.locator("main")).containsText("in the place of Jeanne " + family);

            assertThat(RunningCrm.mailsTo("jeanne@" + domain, 2).get(1).getSubject())
                    .startsWith("Ole " + family + " est bienvenu(e)");
            // Written to in the language of whoever sends, until it is known better.
            MimeMessage expected = RunningCrm.mailsTo("ole@" + domain, 1).get(0);
            assertThat(expected.getSubject()).startsWith("Vous êtes attendu(e)");
            guest.navigate(InvitedGuests.link(expected));
            assertThat(guest.locator("#state")).containsText("Vous venez.");
            assertThat(guest.locator("#delegate")).hasCount(0);

            // Whoever sent somebody comes after all.
            guest.navigate(link);
            assertThat(guest.locator("#state")).containsText("vient à votre place");
            guest.locator("button[value=ACCEPT]").press("Enter");
            assertThat(guest.locator("#state")).containsText("Vous venez.");
        }
        assertThat(RunningCrm.mailsTo("ole@" + domain, 2).get(1).getSubject()).startsWith("Annul");
        open(guests.dialogue() + "/guests?state=WITHDRAWN");
        assertThat(page.locator("#guests tbody tr")).containsText("Ole " + family);
    }

    // P1: a scanner that opens each link of the mail, and each link behind it, in a browser that runs scripts.
    @Test
    void aScannerThatRunsScriptsChangesNothing() throws Exception {
        String family = unusual("Scannerova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests = new InvitedGuests("Links of " + family);
        guests.letBring(2);
        guests.attach("Programme", "Dear guests", true);
        guests.propose("Ida", family, "en", domain);
        guests.approveAll();
        guests.invite();
        String link = InvitedGuests.link(RunningCrm.mailsTo("ida@" + domain, 1).get(0));
        JsonNode before = guests.guests();
        int history = guests.history();
        try (BrowserContext scanner = TestBrowser.open()) {
            List<String> others = new ArrayList<>();
            scanner.onRequest(request -> {
                if (!request.method().equals("GET")) {
                    others.add(request.method() + " " + request.url());
                }
            });
            Page opened = scanner.newPage();
            for (String reply : List.of("", "?reply=ACCEPT", "?reply=DECLINE", "?answered=true&reply=ACCEPT&form=x")) {
                assertThat(opened.navigate(link + reply).status()).isEqualTo(200);
                opened.mouse().wheel(0, 5_000);
                opened.locator("summary").all().forEach(Locator::click);
                opened.locator("button[value=ACCEPT]").hover();
            }
            Object followed = opened.evaluate("async () => {"
                    + " const links = [...document.querySelectorAll('a[href]')].map(a => a.href)"
                    + ".filter(link => new URL(link).pathname.startsWith('/crm/r/'));"
                    + " for (const link of links) { await fetch(link); await fetch(link, {method: 'HEAD'}); }"
                    + " return links.length; }");
            // The event for the calendar, the file, and within the page.
            assertThat((Integer) followed).isGreaterThanOrEqualTo(2);
            others.removeIf(request -> request.startsWith("HEAD "));
            assertThat(others).isEmpty();
            assertThat(scanner.cookies()).isEmpty();
        }
        assertThat(guests.guests()).isEqualTo(before);
        assertThat(guests.history()).isEqualTo(history);
    }

    // P9: no form that is open to all, and none of a guest, tells whether somebody else is invited.
    @Test
    void noFormTellsWhetherAnAddressIsInvited() throws Exception {
        String family = unusual("Enumerova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests = new InvitedGuests("Lists of " + family, 9);
        guests.propose("Ida", family, "en", domain);
        guests.propose("Ina", family, "en", domain);
        guests.propose("Invited", family, "en", domain);
        guests.approveAll();
        guests.invite();
        HttpBrowser visitor = new HttpBrowser(RunningCrm.address());
        // Whom a guest wants to send, be it a guest already or nobody.
        List<String> seen = new ArrayList<>();
        for (String given : List.of("Ida", "Ina")) {
            String path = path(InvitedGuests.link(
                    RunningCrm.mailsTo(given + "@" + domain, 1).get(0)));
            Matcher form = Pattern.compile("name=\"form\" value=\"(\\w+)\"")
                    .matcher(visitor.get(path).body());
            assertThat(form.find()).isTrue();
            String address = (given.equals("Ida") ? "invited@" : "nobody@") + domain;
            HttpResponse<String> asked = visitor.post(
                    path + ".send", Map.of("form", form.group(1), "name", "Somebody " + family, "email", address));
            assertThat(asked.statusCode()).isEqualTo(303);
            seen.add(visitor.get(path)
                    .body()
                    .replace(path, "/page")
                    .replace(given, "given")
                    .replaceAll("value=\"\\w+\"", ""));
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(1)).doesNotContain("@" + domain);

        // What is no link is answered alike, looked at and posted to, whatever is posted.
        String looked = visitor.get("/crm/r/" + "x".repeat(32)).body();
        for (String address : List.of("ida@" + domain, "nobody@" + domain)) {
            for (String action : List.of("", ".send")) {
                HttpResponse<String> posted = visitor.post(
                        "/crm/r/" + "y".repeat(32) + action,
                        Map.of("reply", "ACCEPT", "form", "x", "name", "Ida", "email", address));
                assertThat(posted.statusCode()).isEqualTo(404);
                assertThat(posted.body()).isEqualTo(looked);
            }
        }
    }

    // P10: what is far too long is refused with a word why, and nothing of it is kept.
    @Test
    void aNoteOfAMegabyteIsRefusedAndNothingIsKept() throws Exception {
        String family = unusual("Longova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests = new InvitedGuests("Notes of " + family);
        guests.propose("Ida", family, "en", domain);
        guests.approveAll();
        guests.invite();
        String path =
                path(InvitedGuests.link(RunningCrm.mailsTo("ida@" + domain, 1).get(0)));
        JsonNode before = guests.guests();
        int history = guests.history();
        HttpBrowser guest = new HttpBrowser(RunningCrm.address());
        Matcher form = Pattern.compile("name=\"form\" value=\"(\\w+)\"")
                .matcher(guest.get(path).body());
        assertThat(form.find()).isTrue();
        for (String field : List.of("note", "diet", "access")) {
            HttpResponse<String> refused =
                    guest.post(path, Map.of("reply", "ACCEPT", "form", form.group(1), field, "x".repeat(1_000_000)));
            assertThat(refused.statusCode()).as(field).isEqualTo(422);
            assertThat(refused.body())
                    .as(field)
                    .contains("g-" + field + "-error")
                    .hasSizeLessThan(100_000);
        }
        HttpResponse<String> endless =
                guest.post(path, Map.of("reply", "ACCEPT", "form", form.group(1), "note", "x".repeat(3_000_000)));
        assertThat(endless.statusCode()).isBetween(400, 499);
        assertThat(guests.guests()).isEqualTo(before);
        assertThat(guests.history()).isEqualTo(history);
    }

    // D6: a file for guests is saved from the page, and no other file is reached from there.
    @Test
    void guestsSaveTheFilesThatAreForThem() throws Exception {
        String family = unusual("Fileova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests = new InvitedGuests("Papers of " + family);
        String programme = guests.attach("Programme of " + family, "Dear guests", true);
        String speech = guests.attach("Speech of " + family, "Draft", false);
        String elsewhere = new InvitedGuests("Others of " + family).attach("Elsewhere", "Other guests", true);
        guests.propose("Ida", family, "en", domain);
        guests.approveAll();
        guests.invite();
        String path =
                path(InvitedGuests.link(RunningCrm.mailsTo("ida@" + domain, 1).get(0)));
        HttpBrowser guest = new HttpBrowser(RunningCrm.address());
        assertThat(guest.get(path).body()).contains("Programme of " + family).doesNotContain("Speech of");
        HttpResponse<String> saved = guest.get(path + programme);
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).isEqualTo("Dear guests");
        assertThat(saved.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(saved.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
        assertThat(saved.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(saved.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(saved.headers().allValues("Set-Cookie")).isEmpty();
        for (String none : List.of(path + speech, path + elsewhere, path + "/files/none", path + "x" + programme)) {
            HttpResponse<String> gone = guest.get(none);
            assertThat(gone.statusCode()).as(none).isEqualTo(404);
            assertThat(gone.body()).as(none).isEmpty();
        }
        assertThat(guest.post(path + programme, Map.of()).statusCode()).isEqualTo(405);
        HttpResponse<String> asked = guest.call("HEAD", path + programme);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Content-Length")).contains("11");
        assertThat(asked.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox");

        // Officers see which it is.
        open(guests.dialogue());
        assertThat(page.locator("#attachments li").first()).containsText("Given to guests");
        // Whoever has the link does not fetch them without end.
        assertThat(IntStream.range(0, 40)
                        .mapToObj(i -> guest.get(path + programme).statusCode())
                        .distinct())
                .containsExactly(200, 429);
        assertThat(guest.get(path).statusCode()).isEqualTo(200);
        guests.cancel();
        assertThat(guest.get(path + programme).statusCode()).isEqualTo(404);
    }

    // P10: whoever has a link does not keep the host busy with it.
    @Test
    void nobodyAnswersWithoutEnd() throws Exception {
        String family = unusual("Flipova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests = new InvitedGuests("Coins of " + family);
        guests.propose("Ida", family, "en", domain);
        guests.approveAll();
        guests.invite();
        String path =
                path(InvitedGuests.link(RunningCrm.mailsTo("ida@" + domain, 1).get(0)));
        HttpBrowser guest = new HttpBrowser(RunningCrm.address());
        int answered = 0;
        HttpResponse<String> last = guest.get(path);
        for (int i = 0; i < 40 && last.statusCode() == 200; i++) {
            Matcher form = Pattern.compile("name=\"form\" value=\"(\\w+)\"").matcher(last.body());
            assertThat(form.find()).isTrue();
            Map<String, String> fields =
                    new HashMap<>(Map.of("reply", i % 2 == 0 ? "ACCEPT" : "HESITATE", "form", form.group(1)));
            if (i % 3 == 0) {
                // What is refused was as much work.
                fields.put("note", "x".repeat(501));
            }
            last = guest.post(path, fields);
            if (last.statusCode() == 303 || last.statusCode() == 422) {
                last = guest.get(path);
            }
            answered++;
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(answered).isEqualTo(31);
        // To look is allowed still.
        assertThat(guest.get(path).statusCode()).isEqualTo(200);
    }

    private static String uid(String calendar) {
        Matcher uid = Pattern.compile("\\nUID:(\\S+)").matcher(calendar);
        assertThat(uid.find()).isTrue();
        return uid.group(1);
    }

    private static String path(String link) {
        return link.substring(RunningCrm.address().length());
    }
}
