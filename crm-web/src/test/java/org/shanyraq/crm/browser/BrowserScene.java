package org.shanyraq.crm.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.shanyraq.crm.running.RunningCrm;

/** An officer of protocol in a real browser, signed in at Keycloak's own page: what tests of pages in a browser begin with. */
public abstract class BrowserScene {

    protected Page page;
    protected BrowserContext browser;

    @BeforeEach
    void signIn() {
        browser = TestBrowser.open();
        page = browser.newPage();
        TestBrowser.signIn(page, RunningCrm.address(), "protocol");
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    protected void open(String path) {
        page.navigate(RunningCrm.address() + "/crm" + path);
    }

    protected void save() {
        page.locator(".crm-form-end button[type=submit]").click();
    }

    /** A word that no other test and no demo data has: this one and up to six letters from a to f. */
    protected static String unusual(String word) {
        StringBuilder letters = new StringBuilder(word);
        UUID.randomUUID()
                .toString()
                .chars()
                .filter(Character::isLetter)
                .limit(6)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
