package org.shanyraq.crm.invitation.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;

/** Rows E1, E14, U11, V10, V11 and V12 of the features: a guest list in a real browser, proposed by one and approved by another. */
@RequiresBrowser
class GuestsBrowserIntegrationTests extends BrowserScene {

    @Test
    void guestsAreProposedFromASavedSearchAndByHandAndDecidedOnByAManager() {
        ApiCalls api = RunningCrm.apiAs("protocol");
        String family = unusual("Guestova");
        contact(api, family, "KZ");
        contact(api, family, "BE");
        String wanted = contact(api, family, "BE");
        String name = "Belgians " + family;
        id(api.post(
                "/segments",
                Map.of(
                        "kind",
                        "query",
                        "name",
                        name,
                        "sensitivity",
                        "internal",
                        "query",
                        Map.of("text", family, "country", "BE"))));
        String theme = "Rivers of " + family;
        String dialogue = "/dialogues/" + dialogue(api, theme, "2034-05-09T16:00:00Z");
        String rival = dialogue(api, "Rival of " + family, "2034-05-09T16:00:00Z");
        api.post(
                "/dialogues/" + rival + "/guests",
                Map.of("contacts", List.of(contact(api, "Busy" + family, "FR"), wanted)));

        // From the page of the dialogue to the saved search, which is read as a sentence.
        open(dialogue);
        assertThat(page.locator("#guests-panel")).containsText("Nobody is on the list yet");
        page.locator("#guests-panel a").click();
        page.locator(".crm-page-head a.btn-primary").click();
        page.locator("table a", new Page.LocatorOptions().setHasText(name)).click();
        assertThat(page.locator(".crm-person")).containsText("called “" + family + "”, from Belgium");
        // U11: what the list would be made up of is told while guests are ticked.
        assertThat(page.locator("#figures")).containsText("Nobody");
        page.locator("input[name=contact]").first().check();
        assertThat(page.locator("#figures")).containsText("1 guest");
        assertThat(page.locator("#figures")).containsText("Belgium");
        assertThat(page.locator("#figures tr", new Page.LocatorOptions().setHasText("Without a post")))
                .containsText("+1");
        page.locator("button", new Page.LocatorOptions().setHasText("Propose all 2"))
                .click();
        assertThat(page.locator(".crm-flash")).containsText("2 guests are proposed.");
        assertThat(page.locator("#guests tbody tr")).hasCount(2);
        // V12: and who of them is wanted elsewhere at that time, whom a figure leads to.
        assertThat(page.locator(".crm-flash")).containsText("wanted elsewhere at that time: 1, within that week: 0.");
        page.locator("#elsewhere a").click();
        assertThat(page.locator("#guests tbody tr")).hasCount(1);
        assertThat(page.locator("#guests tbody")).containsText("Rival of " + family);
        assertThat(page.locator(".crm-chips")).containsText("Wanted elsewhere at that time");
        open(dialogue);
        assertThat(page.locator("#guests-panel")).containsText("Wanted elsewhere at that time: 1");
        open(dialogue + "/guests");

        // By hand; who is wanted elsewhere at that time is marked.
        page.locator("[name=contactText]").pressSequentially("Busy" + family);
        page.locator(".crm-suggestions [role=option]").first().click();
        page.locator(".crm-toolbar button[type=submit]").click();
        assertThat(page.locator(".crm-flash")).containsText("is proposed, and wanted elsewhere at that time.");
        Locator busy = page.locator("#guests tbody tr", new Page.LocatorOptions().setHasText("Busy" + family));
        assertThat(busy).containsText("same time");
        assertThat(busy).containsText("Rival of " + family);

        // Protocol proposes and does not approve.
        assertThat(page.locator("button[formaction$='/approve']")).hasCount(0);
        try (BrowserContext other = TestBrowser.open()) {
            Page manager = other.newPage();
            TestBrowser.signIn(manager, RunningCrm.address(), "manager");
            manager.navigate(RunningCrm.address() + "/crm" + dialogue + "/guests");
            manager.locator("#guests tbody tr", new Page.LocatorOptions().setHasText("Busy" + family))
                    .locator("input[name=guest]")
                    .check();
            manager.locator("button[formaction$='/return']").click();
            manager.locator("button[type=submit]", new Page.LocatorOptions().setHasText("Return"))
                    .last()
                    .click();
            assertThat(manager.locator(".invalid-feedback")).containsText("Choose the reason");
            manager.locator("[name=reason]").selectOption("TIME");
            manager.locator("[name=remark]").fill("Speaks at the rival");
            manager.locator("button[type=submit]", new Page.LocatorOptions().setHasText("Return"))
                    .last()
                    .click();
            assertThat(manager.locator(".crm-flash")).containsText("1 guest is returned.");
            assertThat(manager.locator("#guests tbody tr")).hasCount(2);
            manager.locator("[data-crm-check-all]").check();
            assertThat(manager.locator("input[name=guest]:checked")).hasCount(2);
            manager.locator("[data-crm-check-all]").uncheck();
            manager.locator("button", new Page.LocatorOptions().setHasText("Approve all 2"))
                    .click();
            assertThat(manager.locator(".crm-flash")).containsText("2 guests are approved.");

            // A manager's own proposal is for another one.
            manager.locator("[name=contactText]").pressSequentially("Busy" + family);
            manager.locator(".crm-suggestions [role=option]").first().click();
            manager.locator(".crm-toolbar button[type=submit]").click();
            manager.locator("#guests tbody tr", new Page.LocatorOptions().setHasText("Busy" + family))
                    .locator("input[name=guest]")
                    .check();
            manager.locator("button[formaction$='/approve']").click();
            assertThat(manager.locator(".crm-flash")).containsText("Another manager has to approve");
        }

        // The figures lead to those whom they count.
        open(dialogue + "/guests");
        assertThat(page.locator(".crm-tabs")).containsText("Approved: 2");
        page.locator(".crm-tabs a", new Page.LocatorOptions().setHasText("Proposed: 1"))
                .click();
        assertThat(page.locator("#guests tbody tr")).hasCount(1);
        page.locator("#figures a[href*='withoutPost']").click();
        assertThat(page.locator("#guests tbody tr")).hasCount(3);
        assertThat(page.locator(".crm-chips")).containsText("Without a post");
        page.locator("button", new Page.LocatorOptions().setHasText("Take off the list"))
                .click();
        assertThat(page.locator(".crm-flash")).containsText("tick the guests first");

        open(dialogue);
        assertThat(page.locator("#guests-panel")).containsText("Approved: 2");
        assertThat(page.locator("#history")).containsText("approved as a guest: Saule " + family);
        page.locator("#guests-panel a", new Page.LocatorOptions().setHasText("Approved"))
                .click();
        page.locator("#guests tbody a.crm-name").first().click();
        assertThat(page.locator("#invitations")).containsText(theme);
        assertThat(page.locator("#invitations")).containsText("approved");
    }

    private static String dialogue(ApiCalls api, String theme, String start) {
        return id(api.post(
                "/dialogues",
                Map.of(
                        "theme", Map.of("en", theme),
                        "format", "in_person",
                        "venue", "House of the steppe",
                        "startsAt", start,
                        "endsAt", start.replace(":00:00Z", ":59:00Z"),
                        "zone", "Europe/Brussels",
                        "sensitivity", "internal")));
    }

    private static String contact(ApiCalls api, String family, String country) {
        return id(api.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", "Saule", "family", family)),
                        "country",
                        country,
                        "sensitivity",
                        "internal")));
    }

    private static String id(ApiCalls.Answer made) {
        org.assertj.core.api.Assertions.assertThat(made.status())
                .as("%s", made.body())
                .isEqualTo(201);
        return made.body().path("id").asString();
    }
}
