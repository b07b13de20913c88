package org.shanyraq.crm.followup.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Rows H1 and R3 of the features on a phone: a follow-up is made, moved on the board by keys, postponed with others and taken back. */
@RequiresBrowser
class FollowUpBrowserIntegrationTests {

    private final String unique = Long.toString(System.nanoTime(), 36);

    @Test
    void aFollowUpLivesOnAPhone() {
        org.assertj.core.api.Assertions.assertThat(
                        RunningCrm.apiAs("diplomat").get("/dialogues").status())
                .isEqualTo(200);
        try (BrowserContext browser = TestBrowser.open()) {
            Page page = browser.newPage();
            page.setViewportSize(360, 740);
            TestBrowser.signIn(page, RunningCrm.address(), "manager");
            open(page, "/follow-ups/new");
            page.locator("[name=text]").fill("Phone " + unique);
            Locator owner = page.locator("[name=ownerText]");
            owner.fill("");
            owner.pressSequentially("ospa");
            assertThat(page.locator("#f-ownerList [role=option]").first()).hasText("Daniyar Ospanov");
            owner.press("ArrowDown");
            owner.press("Enter");
            page.locator(".crm-form-end button[type=submit]").click();
            assertThat(page.locator("h1")).hasText("Phone " + unique);

            open(page, "/follow-ups/board?whose=ALL");
            Locator card = page.locator(".crm-card", new Page.LocatorOptions().setHasText("Phone " + unique));
            card.locator("button[value=DOING]").press("Enter");
            assertThat(page.locator(".crm-flash")).containsText("is begun");

            open(page, "/follow-ups?whose=ALL&text=" + unique);
            page.locator("[data-crm-check-all]").check();
            assertThat(page.locator("tbody input[name=seen]")).isChecked();
            page.locator("[name=day]").fill("2031-03-03");
            page.locator("button[formaction*='/postpone']").click();
            assertThat(page.locator("#follow-ups tbody")).containsText("2031");
            page.locator("#undo button").click();
            assertThat(page.locator("#follow-ups tbody")).not().containsText("2031");
        }
    }

    private static void open(Page page, String path) {
        page.navigate(RunningCrm.address() + "/crm" + path);
    }
}
