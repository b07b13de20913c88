package org.shanyraq.crm.dialogue.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Dialogues as an officer of protocol plans them: in a real browser, on the demo data. */
@RequiresBrowser
class DialogueBrowserIntegrationTests extends BrowserScene {

    @Test
    void aDialogueIsPlannedInASeriesAndAnnounced() {
        open("/dialogue-series");
        page.locator("#series a")
                .filter(new Locator.FilterOptions().setHasText("Shanyraq Dialogues"))
                .first()
                .click();
        page.locator(".crm-actions a.btn-primary").click();
        assertThat(page.locator("[name=venue]")).hasValue("Hall of the Embassy");
        assertThat(page.locator("[name='capacity.circles[media]']")).hasValue("10");
        String theme = unusual("Theme");
        page.locator("[name='theme[en]']").fill(theme);
        page.locator("[name=startsAt]").fill("2035-05-08T18:00");
        page.locator("[name=endsAt]").fill("2035-05-08T20:00");

        // Two speakers more: one from the contacts, one from outside.
        Locator speakers = page.locator("[name^='agenda[1].speakers['][name$='.role']");
        page.locator("button[name=add][value='agenda[1].speakers']").click();
        assertThat(speakers).hasCount(2);
        page.locator("button[name=add][value='agenda[1].speakers']").click();
        assertThat(speakers).hasCount(3);
        assertThat(page.locator("#dialogue-form")).hasCount(1);
        assertThat(page.locator("[name='theme[en]']")).hasValue(theme);
        page.locator("button[name=drop][value='agenda[1].speakers[2]']").click();
        assertThat(speakers).hasCount(2);
        Locator contact = page.locator("[name='agenda[1].speakers[0].contactText']");
        contact.pressSequentially("ma");
        Locator first =
                page.locator("#f-agenda-1-speakers-0-contactList [role=option]").first();
        assertThat(first).isVisible();
        contact.press("ArrowDown");
        contact.press("Enter");
        assertThat(page.locator("[name='agenda[1].speakers[0].contact']")).hasValue(Pattern.compile("[0-9a-f-]{36}"));
        page.locator("[name='agenda[1].speakers[1].name']").fill("Ida Sample");
        page.locator("button[name=up][value='agenda[2]']").click();
        assertThat(page.locator("[name='agenda[1].kind']")).hasValue("QUESTIONS");
        save();

        assertThat(page.locator("h1")).hasText(theme);
        assertThat(page.locator(".crm-timeline")).containsText("Ida Sample");
        assertThat(page.locator(".crm-principal")).containsText(Pattern.compile("Shanyraq Dialogues No \\d+"));
        assertThat(page.locator("#history")).containsText("Ida Sample");

        page.locator("a[data-crm-dialog=invite]").click();
        page.locator("dialog#invite button[type=submit]").click();
        assertThat(page.locator(".crm-flash")).containsText(theme);
        assertThat(page.locator(".crm-badges")).containsText("Inviting");
        open("/dialogues?state=INVITING&text=" + theme);
        assertThat(page.locator("#dialogues tbody tr")).hasCount(1);
    }

    @Test
    void aSeriesSaysWhomItAimsAt() {
        open("/dialogue-series/new");
        String name = unusual("Series");
        page.locator("[name='name[en]']").fill(name);
        page.locator("[name='target.shares[media]']").fill("60");
        page.locator("[name='target.shares[eu_institutions]']").fill("60");
        save();
        assertThat(page.locator("#series-form")).containsText("Together at most 100, and these are 120.");
        page.locator("[name='target.shares[media]']").fill("15");
        page.locator("[name='target.institutions']").fill("8");
        save();
        assertThat(page.locator("h1")).hasText(name);
        assertThat(page.locator("#series-target")).containsText("15 of 100");
        assertThat(page.locator("#series-target")).containsText("at least 8");
    }

    @Test
    void whatIsWrongIsMarkedAndWhatWasTypedStays() {
        open("/dialogues/new");
        page.locator("[name=venue]").fill("A hall");
        page.locator("[name='agenda[0].speakers[0].contactText']").fill("nobody of that name at all");
        save();
        assertThat(page.locator(".crm-errors")).isVisible();
        assertThat(page.locator("#f-startsAt-error")).isVisible();
        assertThat(page.locator("#f-agenda-0-speakers-0-contact-error")).isVisible();
        assertThat(page.locator("[name=venue]")).hasValue("A hall");

        page.locator("[name='agenda[0].speakers[0].contactText']").fill("");
        page.locator("[name=startsAt]").fill("2035-05-08T18:00");
        page.locator("[name=endsAt]").fill("2035-05-08T17:00");
        page.locator("[name='capacity.total']").fill("5");
        page.locator("[name='capacity.circles[media]']").fill("6");
        save();
        assertThat(page.locator("#f-endsAt-error")).isVisible();
        assertThat(page.locator("#f-capacity-circles-media-error")).isVisible();
        assertThat(page.locator("main")).containsText("Give the theme");
    }

    @Test
    void aDialogueIsCopiedAndCancelledWithAReason() {
        String theme = draft();
        page.locator("a[href$='/copy']").click();
        page.locator("[name=startsAt]").fill("2036-02-05T18:00");
        page.locator("form.crm-form button.btn-primary").click();
        assertThat(page.locator(".crm-badges")).containsText("2036");
        page.locator("a[href$='/cancel']").click();
        page.locator("form.crm-form button.btn-danger").click();
        assertThat(page.locator("#f-reason-error")).isVisible();
        page.locator("[name=reason]").fill("A storm");
        page.locator("form.crm-form button.btn-danger").click();
        assertThat(page.locator("main .alert-warning")).containsText("A storm");
        open("/dialogues?state=CANCELLED&text=" + theme);
        assertThat(page.locator("#dialogues tbody tr")).hasCount(1);
    }

    @Test
    void twoPeopleWhoEditAtOnceLoseNothing() {
        draft();
        String address = page.url();
        Page other = browser.newPage();
        other.navigate(address + "/edit");
        page.navigate(address + "/edit");
        page.locator("[name=venue]").fill("First hall");
        save();
        other.locator("[name=venue]").fill("Second hall");
        other.locator("[name='theme[fr]']").fill("Les routes");
        other.locator(".crm-form-end button[type=submit]").click();
        assertThat(other.locator(".crm-conflict")).containsText("First hall");
        assertThat(other.locator("[name=venue]")).hasValue("Second hall");
        other.locator(".crm-form-end button[type=submit]").click();
        assertThat(other.locator(".crm-facts").first()).containsText("Second hall");
    }

    @Test
    void aDialogueIsPlannedWithoutScript() {
        try (BrowserContext plain = page.context()
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setStorageState(browser.storageState())
                        .setLocale("en-GB")
                        .setJavaScriptEnabled(false))) {
            Page still = plain.newPage();
            String theme = unusual("Plain");
            still.navigate(RunningCrm.address() + "/crm/dialogues/new");
            still.locator("[name='theme[en]']").fill(theme);
            still.locator("[name=venue]").fill("A hall");
            still.locator("[name=startsAt]").fill("2035-05-08T18:00");
            still.locator("[name=endsAt]").fill("2035-05-08T20:00");
            still.locator("button[name=add][value=agenda]").press("Enter");
            still.locator("[name='agenda[3].kind']").selectOption("CLOSING");
            still.locator("button[name=add][value='agenda[3].speakers']").press("Enter");
            still.locator("[name='agenda[3].speakers[0].name']").fill("Ida Sample");
            still.locator("button[name=drop][value='agenda[0]']").press("Enter");
            still.locator(".crm-form-end button[type=submit]").press("Enter");
            assertThat(still.locator("h1")).hasText(theme);
            assertThat(still.locator(".crm-timeline > li")).hasCount(3);
            assertThat(still.locator(".crm-timeline")).containsText("Ida Sample");
            still.locator("[data-crm-dialog=invite]").click();
            still.locator("main form button[type=submit]").click();
            assertThat(still.locator(".crm-badges")).containsText("Inviting");
        }
    }

    @Test
    void aFileIsAttachedFetchedHiddenAndRemovedWithoutScript() throws IOException {
        String theme = draft();
        String address = page.url();
        try (BrowserContext plain = page.context()
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setStorageState(browser.storageState())
                        .setLocale("en-GB")
                        .setViewportSize(360, 740)
                        .setJavaScriptEnabled(false))) {
            Page still = plain.newPage();
            still.navigate(address);
            assertThat(still.locator("#attachments")).containsText("No speeches");
            still.locator("#attachments a[href$='/attachments/new']").click();
            assertThat(still.locator("[name=sensitivity]")).hasValue("INTERNAL");
            still.locator("main form button.btn-primary").click();
            assertThat(still.locator("#f-file-error")).containsText("Choose a file");

            byte[] disguised = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
            still.locator("[name=file]").setInputFiles(new FilePayload("speech.pdf", "application/pdf", disguised));
            still.locator("[name=title]").fill("Opening remarks");
            still.locator("main form button.btn-primary").click();
            assertThat(still.locator("#f-file-error")).containsText("web page");
            assertThat(still.locator("[name=title]")).hasValue("Opening remarks");

            byte[] speech = "Құрметті қонақтар".getBytes(StandardCharsets.UTF_8);
            still.locator("[name=file]").setInputFiles(new FilePayload("Сөз.bat", "application/x-bat", speech));
            still.locator("main form button.btn-primary").click();
            assertThat(still.locator("h1")).hasText(theme);
            assertThat(still.locator("#attachments li")).containsText("Opening remarks");
            assertThat(still.locator("#attachments li")).containsText("Plain text, 1 kB, Сөз.bat");
            Download download = still.waitForDownload(
                    () -> still.locator("#attachments li > a").click());
            assertThat(download.suggestedFilename()).isEqualTo("Сөз.bat.txt");
            assertThat(Files.readAllBytes(download.path())).isEqualTo(speech);

            still.locator("#attachments a[href$='/edit']").press("Enter");
            still.locator("[name=sensitivity]").selectOption("RESTRICTED");
            still.locator("main form button.btn-primary").click();
            assertThat(still.locator("#attachments li .badge")).containsText("Restricted");
            try (BrowserContext other = TestBrowser.open()) {
                Page seen = other.newPage();
                TestBrowser.signIn(seen, RunningCrm.address(), "viewer");
                seen.navigate(address);
                assertThat(seen.locator("h1")).hasText(theme);
                assertThat(seen.locator("#attachments")).hasCount(0);
                seen.navigate(address + "/history");
                assertThat(seen.locator("#history li")).hasCount(1);
                assertThat(seen.locator("#history")).not().containsText("Opening remarks");
            }
            still.locator("#attachments a[href$='/remove']").press("Enter");
            assertThat(still.locator("main")).containsText("Opening remarks");
            still.locator("main form button[type=submit]").click();
            assertThat(still.locator("#attachments li")).hasCount(0);
        }
        page.navigate(address);
        assertThat(page.locator("#history")).containsText("removed an attached file: Opening remarks");
    }

    @Test
    void aMonthShowsItsDialoguesOnTheirDays() {
        String theme = draft();
        open("/dialogues/calendar?month=2035-05");
        assertThat(page.locator("h2.crm-month")).hasText("May 2035");
        Locator day = page.locator(".crm-day:has(time[datetime='2035-05-08'])");
        assertThat(day).containsText(theme);
        assertThat(day).containsText("18:00");
        assertThat(page.locator(".crm-calendar tbody tr")).hasCount(5);

        page.locator(".crm-filter-more > summary").click();
        page.locator("[name=state]").selectOption("HELD");
        page.locator("form.crm-filter button[type=submit]").click();
        assertThat(page.locator("h2.crm-month")).hasText("May 2035");
        assertThat(page.locator(".crm-calendar")).not().containsText(theme);
        page.locator(".crm-chips a").click();
        assertThat(page.locator("h2.crm-month")).hasText("May 2035");
        assertThat(page.locator(".crm-calendar")).containsText(theme);

        // What restricts the list restricts the month, and says so.
        open("/dialogues?text=" + theme.replace(" ", "+"));
        page.locator("#dialogues a[href*=calendar]").click();
        assertThat(page.locator("main [role=status]")).hasText("No dialogue of this month fits the filters.");
        assertThat(page.locator(".crm-chips")).containsText(theme);
        open("/dialogues/calendar?series=none&month=2035-05");
        assertThat(page.locator("main [role=status]")).hasCount(0);
        assertThat(page.locator("main .alert-warning")).containsText("filter");
        open("/dialogues/calendar?month=2035-05");

        page.locator("a[rel=next]").click();
        assertThat(page.locator("h2.crm-month")).hasText("June 2035");
        assertThat(page.locator(".crm-calendar")).not().containsText(theme);
        page.locator("a[rel=prev]").click();
        page.locator(".crm-calendar a")
                .filter(new Locator.FilterOptions().setHasText(theme))
                .click();
        assertThat(page.locator("h1")).hasText(theme);

        open("/dialogues/calendar?month=2035-13");
        assertThat(page.locator("main .alert-warning")).containsText("2026-11");
        assertThat(page.locator(".crm-today")).hasCount(1);
    }

    @Test
    void aDialogueOfTwoWeeksStandsInTheMonthInWhichItEnds() {
        String theme = unusual("Long");
        RunningCrm.apiAs("protocol")
                .post(
                        "/dialogues",
                        Map.of(
                                "theme", Map.of("en", theme),
                                "format", "online",
                                "startsAt", "2037-10-18T18:00:00Z",
                                "endsAt", "2037-11-01T17:00:00Z",
                                "zone", "Europe/Brussels",
                                "sensitivity", "internal"));
        open("/dialogues/calendar?month=2037-11");
        assertThat(page.locator(".crm-day:has(time[datetime='2037-11-01'])")).containsText(theme);
    }

    @Test
    void aMonthOnAPhoneShowsOnlyTheDaysWithADialogue() {
        String theme = draft();
        try (BrowserContext phone = TestBrowser.open(360, 740, "en-GB")) {
            Page small = phone.newPage();
            TestBrowser.signIn(small, RunningCrm.address(), "viewer");
            small.navigate(RunningCrm.address() + "/crm/dialogues/calendar?month=2035-05");
            assertThat(small.locator(".crm-day:has(time[datetime='2035-05-08'])"))
                    .containsText(theme);
            assertThat(small.locator(".crm-day:has(time[datetime='2035-05-08']) .crm-day-name"))
                    .containsText("Tuesday");
            assertThat(small.locator(".crm-day:has(time[datetime='2035-05-09'])"))
                    .isHidden();
        }
    }

    @Test
    void aPhoneShowsTheListAsCards() {
        try (BrowserContext phone = TestBrowser.open(360, 740, "en-GB")) {
            Page small = phone.newPage();
            TestBrowser.signIn(small, RunningCrm.address(), "viewer");
            small.navigate(RunningCrm.address() + "/crm/dialogues");
            assertThat(small.locator("#dialogues tbody tr").first()).isVisible();
            assertThat(small.locator("#dialogues thead")).hasCSS("position", "absolute");
            assertThat(small.locator("main a[href$='/dialogues/new']")).hasCount(0);
        }
    }

    /** A draft of its own; the page shows it then. */
    private String draft() {
        String theme = unusual("Draft");
        open("/dialogues/new");
        page.locator("[name='theme[en]']").fill(theme);
        page.locator("[name=venue]").fill("A hall");
        page.locator("[name=startsAt]").fill("2035-05-08T18:00");
        page.locator("[name=endsAt]").fill("2035-05-08T20:00");
        save();
        assertThat(page.locator("h1")).hasText(theme);
        return theme;
    }
}
