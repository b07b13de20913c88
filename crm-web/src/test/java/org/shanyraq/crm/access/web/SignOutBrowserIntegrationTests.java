package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Threat H4: what is left in the browser when an officer has gone. */
@RequiresBrowser
class SignOutBrowserIntegrationTests {

    @Test
    void h4AfterTheSignOutNothingPersonalIsKeptAndTheBackButtonLeadsToTheSignIn() {
        try (BrowserContext browser = TestBrowser.open()) {
            Page page = browser.newPage();
            TestBrowser.signIn(page, RunningCrm.address(), "viewer");
            page.navigate(RunningCrm.address() + "/crm/contacts");
            assertThat(page.content()).contains("crm-table");
            assertThat(page.evaluate("localStorage.length + sessionStorage.length"))
                    .as("kept by scripts")
                    .isEqualTo(0);
            page.evaluate("document.querySelector('form[action$=\"/logout\"]').submit()");
            page.waitForURL("**/crm/signed-out");
            assertThat(page.evaluate("localStorage.length + sessionStorage.length"))
                    .as("kept after the sign-out")
                    .isEqualTo(0);
            page.goBack();
            page.waitForURL("**/realms/shanyraq/**");
            assertThat(page.locator("#username").isVisible()).isTrue();
        }
    }
}
