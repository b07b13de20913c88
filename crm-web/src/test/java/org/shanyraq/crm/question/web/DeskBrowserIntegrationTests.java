package org.shanyraq.crm.question.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.invitation.web.InvitedGuests;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;

/** The desk in a real browser, without a mouse, and a question on its way to the asker: rows G1, G2, G4 and G6 of the features. */
@RequiresBrowser
class DeskBrowserIntegrationTests extends BrowserScene {

    private String family = "";
    private String domain = "";
    private InvitedGuests guests;

    @BeforeEach
    void invite() {
        family = unusual("Askova");
        domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        guests = new InvitedGuests("Desk of " + family, Instant.now().plus(Duration.ofHours(2)), 20);
        guests.propose("Ida", family, "fr", domain);
        guests.approveAll();
    }

    private String approvedLine() {
        ApiCalls api = RunningCrm.apiAs("protocol");
        String owner =
                api.get("/officers?text=kaliyeva").body().path(0).path("id").asString();
        ApiCalls.Answer made = api.post(
                "/lines",
                Map.of(
                        "texts",
                        Map.of(
                                "en",
                                Map.of("question", "When does the " + family + " open?", "answer", "It opens in May.")),
                        "sensitivity",
                        "internal",
                        "owner",
                        owner));
        String line = "/lines/" + made.body().path("id").asString();
        ApiCalls.Answer proposed = api.act(line + "/propose", made.etag());
        ApiCalls.Answer approved = RunningCrm.apiAs("manager").act(line + "/approve", proposed.etag());
        assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        return line;
    }

    private Locator rows() {
        return page.locator("[data-crm-question]");
    }

    @Test
    void questionsAreNotedOrderedAndAnsweredByKeysAlone() {
        String line = approvedLine();
        open(guests.dialogue() + "/desk");
        assertThat(page.locator("#f-askerText")).isFocused();
        page.evaluate("() => { window.keys = 0; addEventListener('keydown', () => window.keys++, true); }");

        // G1: under ten seconds a question, beside the time that typing its text takes.
        String asked = "Who pays for it?";
        page.keyboard().type("ida");
        assertThat(page.locator("#f-askerList [role=option]").first()).containsText("Ida " + family);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#f-askerText")).hasValue("Ida " + family);
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(page.locator("#desk-text")).isFocused();
        page.keyboard().type(asked);
        int keys = ((Number) page.evaluate("() => window.keys")).intValue() - asked.length() + 1;
        long pressed = System.nanoTime();
        page.keyboard().press("Enter");
        assertThat(page.locator(".crm-flash")).containsText("Question 1 is noted.");
        assertThat(page.locator("#f-askerText")).isFocused();
        Duration answered = Duration.ofNanos(System.nanoTime() - pressed);
        assertThat(keys).isLessThanOrEqualTo(10);
        assertThat(answered.plusMillis(500L * keys)).isLessThan(Duration.ofSeconds(10));
        assertThat(rows()).hasCount(1);
        assertThat(rows().first()).containsText("Ida " + family);

        // Somebody whom nobody knows, a wrong topic, and a line for an answer.
        page.keyboard().type("Bo Sample");
        page.locator("[name=topics]").fill("#nothing-of-the-kind");
        page.locator("#desk-text").fill("When will this " + family + " open at last?");
        assertThat(page.locator("#desk-lines [data-crm-line]").first()).isVisible();
        page.keyboard().press("Alt+Digit1");
        assertThat(page.locator("#f-answer")).hasValue("It opens in May.");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#f-topics-error")).containsText("#nothing-of-the-kind");
        assertThat(page.locator("#f-topics")).isFocused();
        page.locator("#f-topics").fill("#energy");
        page.locator("#desk-text").fill("When will this " + family + " open?");
        assertThat(page.locator("#desk-lines [data-crm-line]").first()).isVisible();
        page.keyboard().press("Alt+Digit1");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".crm-flash")).containsText("Question 2 is noted with its answer.");
        assertThat(rows().nth(1)).containsText("It opens in May.");
        assertThat(rows().nth(1)).containsText("Answered");
        ApiCalls.Answer uses = RunningCrm.apiAs("protocol").get(line + "/uses");
        assertThat(uses.body().path("items").path(0).at("/during/kind").asString())
                .isEqualTo("question");

        // The list: along it, the order, and what became of a question.
        rows().nth(1).focus();
        page.keyboard().press("Alt+ArrowUp");
        assertThat(rows().first()).containsText("It opens in May.");
        assertThat(rows().first()).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(rows().nth(1)).isFocused();
        page.keyboard().press("a");
        assertThat(page.locator(".crm-flash")).containsText("Question 1 is answered.");
        assertThat(rows().nth(1)).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#f-askerText")).isFocused();

        // Each figure opens the list that it counts.
        page.locator("[data-crm-state=answered]").click();
        assertThat(page.locator("tbody tr")).hasCount(2);

        page.setViewportSize(360, 740);
        open(guests.dialogue() + "/desk");
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    @Test
    void whatIsTakenAwayIsAnsweredByMailOnceSomebodyElseClearedIt() throws Exception {
        ApiCalls protocol = RunningCrm.apiAs("protocol");
        String contact = protocol.get("/contacts?text=" + family)
                .body()
                .at("/items/0/id")
                .asString();
        ApiCalls.Answer made = protocol.post(
                guests.dialogue() + "/questions",
                Map.of("question", Map.of("text", "Combien ?", "language", "fr", "asker", Map.of("contact", contact))));
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        String question = "/questions/" + made.body().path("id").asString();
        try (BrowserContext second = TestBrowser.open()) {
            Page diplomat = second.newPage();
            TestBrowser.signIn(diplomat, RunningCrm.address(), "diplomat");
            diplomat.navigate(RunningCrm.address() + "/crm" + guests.dialogue() + "/desk");
            diplomat.locator("[data-crm-question]").first().focus();
            diplomat.keyboard().press("t");
            assertThat(diplomat.locator(".crm-flash")).containsText("is to be answered later");
            diplomat.navigate(RunningCrm.address() + "/crm" + question);
            diplomat.locator("#draft-text").fill("Dix millions.");
            diplomat.locator("#draft button").click();
            assertThat(diplomat.locator("#clear")).hasCount(0);
        }
        try (BrowserContext third = TestBrowser.open()) {
            Page manager = third.newPage();
            TestBrowser.signIn(manager, RunningCrm.address(), "manager");
            manager.navigate(RunningCrm.address() + "/crm" + question);
            manager.locator("#clear button").click();
            assertThat(manager.locator("main")).containsText("The answer is cleared");
            List<MimeMessage> mails = RunningCrm.mailsTo("ida@" + domain, 1);
            assertThat(mails.get(0).getSubject()).isEqualTo("Votre question : Desk of " + family);
            assertThat(mails.get(0).getContent().toString()).isNotEmpty();
            // When the mail went out is noted a moment later.
            manager.waitForCondition(() -> {
                manager.reload();
                return manager.locator("main").textContent().contains("Answered after");
            });
            manager.locator("a", new Page.LocatorOptions().setHasText("The commitment"))
                    .click();
            assertThat(manager.locator("main")).containsText("Dix millions.");
            manager.navigate(RunningCrm.address() + "/crm" + guests.dialogue());
            assertThat(manager.locator("[data-crm-state=answered-after]")).containsText("1");
        }
    }
}
