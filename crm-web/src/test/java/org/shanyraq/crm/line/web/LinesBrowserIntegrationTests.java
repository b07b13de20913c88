package org.shanyraq.crm.line.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.running.ApiCalls;
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

    // U8, on a phone: the use is chosen from suggestions, and sent twice by an impatient hand.
    @Test
    void aUseIsNotedAndAContradictionIsNamedAndDeniedOnAPhone() {
        String word = unusual("Ferry");
        String one = inUse("Who pays for the " + word + "?", "The owner does.");
        String other = inUse("Where does the " + word + " land?", "Nowhere.");
        RunningCrm.apiAs("protocol")
                .post(
                        "/contacts",
                        Map.of(
                                "names",
                                List.of(Map.of("kind", "latin", "given", "Ida", "family", word)),
                                "sensitivity",
                                "internal"));
        page.setViewportSize(360, 740);
        open(one + "/use");
        page.locator("[name=contactText]").pressSequentially(word);
        page.locator("#f-contactList [role=option]").first().click();
        photograph("use-360");
        page.locator(".crm-form-end button[type=submit]").dblclick();
        assertThat(page.locator(".crm-flash")).containsText("The use is noted.");
        assertThat(page.locator("#uses-title")).hasText("Used (1)");
        assertThat(page.locator("#uses")).containsText("Ida " + word);
        open(one + "/uses");
        assertThat(page.locator("main ol > li")).hasCount(1);

        try (BrowserContext browsing = TestBrowser.open(360, 740, "en")) {
            Page manager = browsing.newPage();
            TestBrowser.signIn(manager, RunningCrm.address(), "manager");
            manager.navigate(RunningCrm.address() + "/crm" + one);
            assertThat(manager.locator("main")).containsText("No other line in use answers this question differently");
            manager.locator("a[href$='/contradict']").click();
            photograph(manager, "contradict-360");
            manager.locator("article:has-text('Nowhere.') button").click();
            assertThat(manager.locator(".alert-warning")).containsText("Nowhere.");
            photograph(manager, "line-360");
            manager.setViewportSize(1280, 900);
            photograph(manager, "line-1280");
            open(other);
            assertThat(page.locator(".alert-warning")).containsText("The owner does.");
            assertThat(page.locator("form[action$='/contradictions']")).hasCount(0);
            manager.navigate(RunningCrm.address() + "/crm/lines");
            manager.locator(".crm-tabs a:has-text('Contradictions')").click();
            assertThat(manager.locator("table")).containsText(word);
            photograph(manager, "list-1280");
            manager.setViewportSize(360, 740);
            photograph(manager, "list-360");
            manager.navigate(RunningCrm.address() + "/crm" + one);
            manager.locator("form[action$='/contradictions'] button").click();
            assertThat(manager.locator("main")).containsText("said that they do not contradict each other");
        }
        open(other);
        assertThat(page.locator(".alert-warning")).hasCount(0);
    }

    private void photograph(String name) {
        photograph(page, name);
    }

    /** For whoever looks at them. */
    private static void photograph(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", "line-" + name + ".png"))
                .setFullPage(true));
    }

    private static String inUse(String question, String answer) {
        ApiCalls author = RunningCrm.apiAs("protocol");
        ApiCalls.Answer made = author.post(
                "/lines",
                Map.of(
                        "texts",
                        Map.of("en", Map.of("question", question, "answer", answer)),
                        "sensitivity",
                        "internal",
                        "owner",
                        author.get("/officers?text=kaliyeva")
                                .body()
                                .path(0)
                                .path("id")
                                .asString()));
        String line = "/lines/" + made.body().path("id").asString();
        ApiCalls.Answer proposed = author.act(line + "/propose", made.etag());
        RunningCrm.apiAs("manager").act(line + "/approve", proposed.etag());
        return line;
    }
}
