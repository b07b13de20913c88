package org.shanyraq.crm.question.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Rows G2 and G3 on a phone whose browser runs no scripts; {@link QuestionSessionBrowserIntegrationTests} is with them. */
@RequiresBrowser
class HallBrowserIntegrationTests {

    @Test
    void thePagesWorkWithoutScript() {
        OpenHall hall = new OpenHall("A quiet hall");
        hall.shown("Does it work without script?");
        try (BrowserContext context = TestBrowser.openWithoutScript()) {
            Page phone = context.newPage();
            phone.navigate(RunningCrm.address() + hall.guests());
            phone.locator("a[hreflang=fr]").click();
            assertThat(phone.locator("html")).hasAttribute("lang", "fr");
            phone.locator("[name=text]").fill("Et sans script ?");
            phone.locator("#hall-ask button").click();
            assertThat(phone.locator(".alert-success")).containsText("Votre question est chez le modérateur");
            assertThat(phone.locator("html")).hasAttribute("lang", "fr");
            phone.locator(".crm-hall-vote").click();
            assertThat(phone.locator(".crm-hall-vote")).hasAttribute("aria-pressed", "true");
            phone.locator("[data-hall=flag] button").press("Enter");
            assertThat(phone.locator(".alert-success")).containsText("Quelqu’un va vérifier");
            Page wall = context.newPage();
            wall.navigate(RunningCrm.address() + hall.wall());
            assertThat(wall.locator("#hall-list")).containsText("Does it work without script?");
        }
        Assertions.assertThat(hall.votes("Does it work without script?")).isEqualTo(1);
    }
}
