package org.shanyraq.crm.line.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** A line to take on its way into use: written, approved by somebody else, found while a question is typed. Rows G6 and G7. */
@RequiresBrowser
class LinesBrowserIntegrationTests extends BrowserScene {

    private static final Pattern INVALID = Pattern.compile(".*is-invalid.*");

    @Test
    void aLineIsWrittenApprovedBySomebodyElseAndFoundWhileAQuestionIsTyped() {
        String word = unusual("Corridor");
        open("/lines/new");
        assertThat(page.locator("[name=ownerText]")).hasValue("Madina Kaliyeva");
        page.locator("[name='texts[en].question']").fill("What about the " + word + "?");
        save();
        assertThat(page.locator("[name='texts[en].answer']")).hasClass(INVALID);
        page.locator("[name='texts[en].answer']").fill("We are building it together with our neighbours.");
        page.locator("[name='sources[0].title']").fill("Speech of the minister");
        page.locator("[name='sources[0].link']").fill("https://mission.example/speech");
        save();
        assertThat(page.locator(".crm-flash")).containsText("Give it to somebody else to approve");
        String line = page.url().substring(page.url().indexOf("/lines/"));
        page.locator("form[action$='/propose'] button").click();
        assertThat(page.locator(".crm-badges")).containsText("To be approved");
        assertThat(page.locator("form[action$='/approve']")).hasCount(0);

        try (BrowserContext other = TestBrowser.open()) {
            Page manager = other.newPage();
            TestBrowser.signIn(manager, RunningCrm.address(), "manager");
            manager.navigate(RunningCrm.address() + "/crm" + line);
            manager.locator("a[href$='/return']").click();
            manager.locator(".crm-form-end button[type=submit]").click();
            assertThat(manager.locator("[name=remark]")).hasClass(INVALID);
            manager.locator("[name=remark]").fill("Say since when");
            manager.locator(".crm-form-end button[type=submit]").click();
            assertThat(manager.locator("#next")).hasText("Edition 1: returned");
            assertThat(manager.locator("main")).containsText("Say since when");

            open(line + "/edit");
            page.locator("[name='texts[en].answer']").fill("Since 2014 we have been building it with our neighbours.");
            save();
            page.locator("form[action$='/propose'] button").click();
            assertThat(page.locator(".crm-badges")).containsText("To be approved");
            manager.navigate(RunningCrm.address() + "/crm" + line);
            manager.locator("form[action$='/approve'] button").click();
            assertThat(manager.locator(".crm-badges")).containsText("In use");

            open("/lines");
            page.locator("#question").pressSequentially("who built " + word);
            assertThat(page.locator("#matches article").first()).containsText("Since 2014");
            page.locator("#matches article a").first().click();
            assertThat(page.locator("h1")).containsText(word);

            manager.navigate(RunningCrm.address() + "/crm" + line + "/withdraw");
            manager.locator("[name=remark]").fill("No longer true");
            manager.locator(".crm-form-end button[type=submit]").click();
            assertThat(manager.locator(".crm-badges")).containsText("Draft");
        }
        open("/lines?question=" + word);
        assertThat(page.locator("#matches")).containsText("No line in use fits this question.");
    }
}
