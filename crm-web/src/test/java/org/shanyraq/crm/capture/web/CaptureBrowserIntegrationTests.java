package org.shanyraq.crm.capture.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Rows V1 and V3 of the features: a conversation in one line, on a phone, by one key on any page, and without script. */
@RequiresBrowser
class CaptureBrowserIntegrationTests {

    private static final Logger LOG = Logger.getLogger(CaptureBrowserIntegrationTests.class.getName());
    private static final int MOST_KEYS = 75;
    private static final int MOST_TAPS = 5;

    /** A name that nobody else has. */
    private final String family = letters("Qarash");

    private final String otherFamily = letters("Zhaik");

    private BrowserContext browser;
    private Page page;

    @BeforeEach
    void signIn() {
        browser = TestBrowser.open();
        page = browser.newPage();
        TestBrowser.signIn(page, RunningCrm.address(), "diplomat");
        // What another test began is none of this one.
        open("/capture");
        line().fill("x");
        awaitReading(() -> line().fill(""));
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    /** "It is done when", 2. */
    @Test
    void aConversationWithTwoPeopleATopicAndAFollowUpIsLoggedOnAPhone() {
        contact("Ida", family);
        contact("Bo", otherFamily);
        page.setViewportSize(360, 740);
        open("");
        page.evaluate(
                "() => { window.keys = 0; window.taps = 0; addEventListener('keydown', () => window.keys++, true);"
                        + " addEventListener('pointerdown', () => window.taps++, true); }");
        long began = System.nanoTime();

        line().click();
        page.keyboard().type("met @" + family.toLowerCase(Locale.ROOT).substring(0, 8));
        pick("Ida " + family);
        page.keyboard().type("and @" + otherFamily.toLowerCase(Locale.ROOT).substring(0, 8));
        pick("Bo " + otherFamily);
        page.keyboard().type("#secu");
        pick("Security and defence");
        page.keyboard().type(": backs it !fri send text");
        assertThat(chip("person")).hasCount(2);
        assertThat(chip("person").first()).containsText("Ida " + family);
        assertThat(chip("topic")).containsText("Security and defence");
        assertThat(chip("follow-up")).containsText("send text");
        assertThat(page.locator(".crm-said-wrong, .crm-said-unclear, .crm-said-missing"))
                .hasCount(0);
        int keys = ((Number) page.evaluate("() => window.keys")).intValue() + 1;
        int taps = ((Number) page.evaluate("() => window.taps")).intValue();
        page.keyboard().press("Enter");
        assertThat(page.locator(".crm-flash")).containsText("Logged. Follow-ups: 1, commitments: 0, new contacts: 0.");
        Duration all = Duration.ofNanos(System.nanoTime() - began);
        LOG.info("Logged by " + keys + " keys and " + taps + " taps; the machine took " + all.toMillis() + " ms of it");
        Assertions.assertThat(keys).isLessThanOrEqualTo(MOST_KEYS);
        Assertions.assertThat(taps).isLessThanOrEqualTo(MOST_TAPS);

        assertThat(page.locator("#start-owing")).containsText("send text");
        assertThat(page.locator("#start-met")).containsText("Ida " + family);
        assertThat(line()).hasValue("");
        fitsThePhone();
        page.locator(".crm-flash a").click();
        assertThat(page.locator("main")).containsText("Bo " + otherFamily);
        assertThat(page.locator("main")).containsText("Security and defence");
    }

    @Test
    void oneKeyOpensItOnAnyPageWhatIsBegunIsKeptAndWhatWasMadeIsTakenBack() {
        open("/contacts");
        page.keyboard().press("q");
        Locator quick = page.locator("#crm-quick");
        assertThat(quick.locator("textarea")).isFocused();
        String begun = "met @Neu " + family + " yesterday: hello";
        awaitReading(() -> page.keyboard().type(begun));
        assertThat(quick.locator(".crm-said-new")).containsText("new contact");

        // The browser closes, and is there again.
        open("/dialogues");
        page.locator("[data-crm-quick]").click();
        assertThat(quick.locator("textarea")).hasValue(begun);
        assertThat(quick.locator(".crm-said-new")).containsText("Neu " + family);
        page.keyboard().type(" frobni !soon");
        page.keyboard().press("Enter");
        assertThat(quick.locator("[role=alert]")).containsText("Nothing was saved");
        assertThat(quick.locator(".crm-said-wrong")).containsText("Say by when");

        for (int i = 0; i < " !soon".length(); i++) {
            page.keyboard().press("Backspace");
        }
        page.keyboard().press("Enter");
        assertThat(quick.locator("[role=status]")).containsText("new contacts: 1");
        assertThat(quick.locator("textarea")).hasValue("");
        assertThat(page).hasURL(Pattern.compile(".*/dialogues$"));
        quick.locator("[role=status] form button").click();
        assertThat(page.locator(".crm-flash")).containsText("Taken back");
        assertThat(line()).hasValue("");
        open("/contacts?text=" + family);
        assertThat(page.locator("main")).not().containsText("Neu " + family);
    }

    @Test
    void ofTwoOfOneNameOneIsChosenAndTheFormTakesTheLineOver() {
        contact("Ida", family);
        contact("Ida", family);
        open("/capture");
        line().click();
        awaitReading(() -> page.keyboard().type("called @Ida " + family + ": hello !fri write"));
        assertThat(page.locator(".crm-said-unclear input[type=radio]")).hasCount(3);
        awaitReading(() ->
                page.locator(".crm-said-unclear input[type=radio]").first().click());
        assertThat(page.locator(".crm-said-unclear")).hasCount(0);
        assertThat(line()).isFocused();

        page.keyboard().press("Alt+Enter");
        assertThat(page.locator("[name='participants[0].contactText']"))
                .hasValue(Pattern.compile("Ida " + family + ".*"));
        assertThat(page.locator("[name=summary]")).hasValue("hello\n\n!fri write");
        assertThat(page.locator("[name=kind]")).hasValue("CALL");
    }

    @Test
    void worksWithoutScript() {
        contact("Ida", family);
        contact("Ida", family);
        try (BrowserContext plain = TestBrowser.openWithoutScript()) {
            Page still = plain.newPage();
            TestBrowser.signIn(still, RunningCrm.address(), "diplomat");
            still.navigate(RunningCrm.address() + "/crm/capture");
            still.locator("main textarea").fill("met @Ida " + family + ": hello");
            still.locator("[data-crm-capture-read]").click();
            assertThat(still.locator(".crm-said-unclear")).containsText("Choose who is meant");
            still.locator(".crm-said-unclear input[type=radio]").first().check();
            still.locator("main [data-crm-capture] .btn-primary").click();
            assertThat(still.locator(".crm-flash")).containsText("Logged.");
            assertThat(still.locator("main")).containsText("Ida " + family);
        }
    }

    // ---- around

    private Locator line() {
        return page.locator("main textarea[name=line]");
    }

    private Locator chip(String kind) {
        return page.locator("#capture-chips [data-kind=" + kind + "]");
    }

    private void pick(String name) {
        Locator option = page.locator("#capture-names [role=option]", new Page.LocatorOptions().setHasText(name));
        option.first().click();
        assertThat(page.locator("#capture-names")).isHidden();
    }

    /** What is typed is read a moment later. */
    private void awaitReading(Runnable typing) {
        page.waitForResponse(response -> response.url().endsWith("/capture/reading"), typing);
    }

    private void fitsThePhone() {
        Assertions.assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private void open(String path) {
        page.navigate(RunningCrm.address() + "/crm" + path);
    }

    private static void contact(String given, String family) {
        Assertions.assertThat(RunningCrm.apiAs("diplomat")
                        .post(
                                "/contacts",
                                Map.of(
                                        "names",
                                        List.of(Map.of("kind", "latin", "given", given, "family", family)),
                                        "sensitivity",
                                        "internal"))
                        .status())
                .isEqualTo(201);
    }

    private static String letters(String begin) {
        StringBuilder letters = new StringBuilder(begin);
        long rest = System.nanoTime();
        for (int i = 0; i < 8; i++) {
            letters.append((char) ('a' + rest % 26));
            rest /= 26;
        }
        return letters.toString();
    }
}
