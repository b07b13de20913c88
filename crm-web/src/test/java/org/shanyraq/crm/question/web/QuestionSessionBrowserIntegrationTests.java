package org.shanyraq.crm.question.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.invitation.web.InvitedGuests;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;

/**
 * A session of questions and answers as it goes: six phones ask and vote, a moderator decides by keys, the desk notes and answers, and a wall shows what comes
 * of it, none of them loaded again; what was taken away is answered by mail, and the figures of the dialogue are those of the records. Rows G1 to G4, G6 to G8,
 * U7.
 */
@RequiresBrowser
class QuestionSessionBrowserIntegrationTests extends BrowserScene {

    private static final Pattern PRESSED = Pattern.compile("true");

    @Test
    void aSessionIsAskedModeratedAnsweredTakenAwayAndClosed() throws Exception {
        String word = unusual("Corridor");
        String domain = word.toLowerCase(Locale.ROOT) + ".example.org";
        InvitedGuests guests =
                new InvitedGuests("Questions about " + word, Instant.now().plus(Duration.ofHours(2)), 20);
        guests.propose("Ida", word, "fr", domain);
        guests.approveAll();
        approvedLine(word);
        open(guests.dialogue());
        assertThat(page.locator("#hall-panel")).containsText("do not ask from their phones yet");
        page.locator("#hall-panel a").click();
        page.locator("[name=asking]").check();
        page.locator("[name=byVotes]").check();
        page.locator("form[action$='/terms'] button").click();
        assertThat(page.locator("#hall-open")).hasText("Guests can ask now.");
        String address = page.locator("#hall-address").textContent();
        String wallAddress = page.locator("a[href*='/wall/']").last().getAttribute("href");

        List<BrowserContext> contexts = new ArrayList<>();
        try {
            List<Page> phones = new ArrayList<>();
            for (String language : List.of("en-GB", "fr-FR", "kk-KZ", "ru-RU", "en-GB", "en-GB")) {
                BrowserContext context = TestBrowser.open(360, 740, language);
                contexts.add(context);
                Page phone = context.newPage();
                phone.navigate(address);
                phones.add(phone);
            }
            assertThat(phones.get(1).locator("#hall-ask button")).hasText("Envoyer");
            assertThat(phones.get(2).locator("#hall-ask button")).hasText("Жіберу");
            assertThat(phones.get(3).locator("#hall-ask button")).hasText("Отправить");
            BrowserContext beamer = TestBrowser.open();
            contexts.add(beamer);
            Page wall = beamer.newPage();
            wall.navigate(wallAddress);
            assertThat(wall.locator("#wall-join")).isVisible();
            assertThat(wall.locator("html")).hasAttribute("data-bs-theme", "dark");

            // Each phone asks; the moderator's page shows it by itself, and nobody else sees it.
            ask(phones.get(0), "Who pays for the " + word + "?", "Ida Sample");
            ask(phones.get(1), "When is it ready?", "");
            ask(phones.get(2), "Who pays for it?", "");
            ask(phones.get(3), "Something rude", "");
            assertThat(page.locator("[data-part=waiting]")).hasCount(4);
            assertThat(phones.get(5).locator("#hall-list li")).hasCount(0);

            // By keys alone: the first is approved, the second, the third merged with the first, the last declined.
            page.keyboard().press("j");
            page.keyboard().press("a");
            assertThat(page.locator("[data-part=next]")).hasCount(1);
            assertThat(phones.get(5).locator("#hall-list li")).hasCount(1);
            assertThat(wall.locator("#hall-list")).containsText("Who pays for the " + word);
            assertThat(phones.get(0).locator("#hall-own")).containsText("is shown");
            page.keyboard().press("a");
            assertThat(page.locator("[data-part=next]")).hasCount(2);
            Locator same = page.locator("[data-part=waiting][aria-label='Question 3']");
            same.focus();
            page.keyboard().press("m");
            same.locator("[name=into]").selectOption(new SelectOption().setIndex(0));
            same.locator("details[data-key=m] button").press("Enter");
            assertThat(page.locator("[data-part=waiting]")).hasCount(1);
            page.locator("[data-part=waiting]").focus();
            page.keyboard().press("d");
            page.locator("[data-part=waiting] [name=reason]").selectOption("OFFENSIVE");
            page.locator("[data-part=waiting] details[data-key=d] button").press("Enter");
            assertThat(page.locator("[data-part=waiting]")).hasCount(0);
            assertThat(phones.get(3).locator("#hall-own")).containsText("сегодня не прозвучит");

            // Votes move the second before the first, on phones and on the wall, and a device has one.
            for (Page phone : phones.subList(2, 6)) {
                Locator second = phone.locator("#hall-list li", new Page.LocatorOptions().setHasText("When is it"));
                second.locator(".crm-hall-vote").click();
                assertThat(second.locator(".crm-hall-vote")).hasAttribute("aria-pressed", PRESSED);
            }
            assertThat(wall.locator("#hall-list li").first()).containsText("When is it ready?");
            assertThat(wall.locator("#hall-list li").first().locator("[data-hall=votes]"))
                    .hasText("4");
            Locator twice = phones.get(5)
                    .locator("#hall-list li", new Page.LocatorOptions().setHasText("When is it"))
                    .locator(".crm-hall-vote");
            twice.click();
            assertThat(twice).hasAttribute("aria-pressed", "false");
            assertThat(wall.locator("#hall-list li").first().locator("[data-hall=votes]"))
                    .hasText("3");

            // A guest reports what is shown; the moderator hides it, and it is gone from all screens.
            phones.get(4)
                    .locator("#hall-list li", new Page.LocatorOptions().setHasText("When is it"))
                    .locator("[data-hall=flag] button")
                    .click();
            assertThat(page.locator("[data-part=reported]")).hasCount(1);
            page.locator("[data-part=reported]").focus();
            page.keyboard().press("h");
            assertThat(wall.locator("#hall-list")).not().containsText("When is it ready?");
            assertThat(phones.get(0).locator("#hall-list li")).hasCount(1);

            // What is asked now stands large on the wall, with the name that its guest gave.
            page.locator("[data-part=next][aria-label='Question 1']").focus();
            page.keyboard().press("a");
            assertThat(wall.locator("#wall-text")).hasText("Who pays for the " + word + "?");
            assertThat(wall.locator("#wall-asker")).hasText("Ida Sample");
            assertThat(phones.get(1).locator(".crm-hall-asked")).hasCount(1);

            // The desk notes what is said in the room: answered from a line, and asked by somebody who is not named on
            // the wall.
            Page desk = browser.newPage();
            desk.navigate(RunningCrm.address() + "/crm" + guests.dialogue() + "/desk");
            choose(desk, word);
            desk.locator("#desk-text").fill("When does the " + word + " open?");
            assertThat(desk.locator("#desk-lines [data-crm-line]").first()).isVisible();
            desk.keyboard().press("Alt+Digit1");
            desk.keyboard().press("Control+Enter");
            assertThat(desk.locator(".crm-flash")).containsText("is noted with its answer");
            choose(desk, word);
            desk.locator("#desk-text").fill("Combien ?");
            desk.keyboard().press("Control+Enter");
            assertThat(wall.locator("#wall-text")).hasText("Combien ?");
            assertThat(wall.locator("#wall-asker")).isHidden();
            shoot(wall, "wall");
            shoot(phones.get(0), "phone");

            // Somebody undertakes to answer it later; what was asked before stands on the wall again, until it is
            // answered.
            BrowserContext second = TestBrowser.open();
            contexts.add(second);
            Page diplomat = second.newPage();
            TestBrowser.signIn(diplomat, RunningCrm.address(), "diplomat");
            diplomat.navigate(RunningCrm.address() + "/crm" + guests.dialogue() + "/desk");
            row(diplomat, "Combien ?").focus();
            diplomat.keyboard().press("t");
            assertThat(diplomat.locator(".crm-flash")).containsText("is to be answered later");
            assertThat(wall.locator("#wall-text")).hasText("Who pays for the " + word + "?");
            desk.navigate(RunningCrm.address() + "/crm" + guests.dialogue() + "/desk");
            row(desk, "Who pays for the").focus();
            desk.keyboard().press("a");
            assertThat(desk.locator(".crm-flash")).containsText("is answered");
            assertThat(wall.locator("#wall-text")).hasText("Your questions, please.");
            String taken = row(diplomat, "Combien ?").locator("a").first().getAttribute("href");

            // The hall closes, and the phones say so by themselves.
            page.locator("[name=asking]").uncheck();
            page.locator("form[action$='/terms'] button").click();
            assertThat(phones.get(0).locator("#hall-closed")).isVisible();
            assertThat(phones.get(0).locator("#hall-ask")).isHidden();
            assertThat(wall.locator("#wall-join")).isHidden();
            shoot(page, "moderator");

            // Written by one, cleared by another, sent to the asker, and closed.
            diplomat.navigate(RunningCrm.address() + taken);
            diplomat.locator("#draft-text").fill("Dix millions.");
            diplomat.locator("#draft button").click();
            assertThat(diplomat.locator("#clear")).hasCount(0);
            BrowserContext third = TestBrowser.open();
            contexts.add(third);
            Page manager = third.newPage();
            TestBrowser.signIn(manager, RunningCrm.address(), "manager");
            manager.navigate(RunningCrm.address() + taken);
            manager.locator("#clear button").click();
            assertThat(manager.locator("main")).containsText("The answer is cleared");
            Assertions.assertThat(RunningCrm.mailsTo("ida@" + domain, 1).get(0).getSubject())
                    .isEqualTo("Votre question : Questions about " + word);
            manager.waitForCondition(() -> {
                manager.reload();
                return manager.locator("main").textContent().contains("Answered after");
            });
            figuresAgree(manager, guests.dialogue());
        } finally {
            contexts.forEach(BrowserContext::close);
        }
    }

    /** A line in use that answers when something opens. */
    private static void approvedLine(String word) {
        ApiCalls api = RunningCrm.apiAs("protocol");
        String owner =
                api.get("/officers?text=kaliyeva").body().path(0).path("id").asString();
        ApiCalls.Answer made = api.post(
                "/lines",
                Map.of(
                        "texts",
                        Map.of(
                                "en",
                                Map.of("question", "When does the " + word + " open?", "answer", "It opens in May.")),
                        "sensitivity",
                        "internal",
                        "owner",
                        owner));
        String line = "/lines/" + made.body().path("id").asString();
        ApiCalls.Answer proposed = api.act(line + "/propose", made.etag());
        Assertions.assertThat(RunningCrm.apiAs("manager")
                        .act(line + "/approve", proposed.etag())
                        .status())
                .isEqualTo(200);
    }

    /** Types the asker whom the desk suggests. */
    private static void choose(Page desk, String family) {
        desk.locator("#f-askerText").pressSequentially("ida " + family.substring(0, 6));
        assertThat(desk.locator("#f-askerList [role=option]").first()).containsText("Ida " + family);
        desk.keyboard().press("ArrowDown");
        desk.keyboard().press("Enter");
        assertThat(desk.locator("#f-askerText")).hasValue("Ida " + family);
    }

    private static Locator row(Page desk, String text) {
        return desk.locator("[data-crm-question]", new Page.LocatorOptions().setHasText(text));
    }

    /** What the page of the dialogue says is what stands in the records, and in the lists behind it. */
    private static void figuresAgree(Page shown, String dialogue) {
        Map<String, Integer> records = new TreeMap<>();
        RunningCrm.database()
                .sql("select state, count(*) as number from crm_question where dialogue_id = unhex(?) and archived = 0"
                        + " group by state")
                .param(dialogue.substring("/dialogues/".length()).replace("-", ""))
                .query(row -> {
                    records.put(
                            row.getString("state").toLowerCase(Locale.ROOT).replace('_', '-'), row.getInt("number"));
                });
        Assertions.assertThat(records)
                .isEqualTo(Map.of("answered", 2, "answered-after", 1, "approved", 1, "declined", 1, "merged", 1));
        for (Map.Entry<String, Integer> figure : records.entrySet()) {
            shown.navigate(RunningCrm.address() + "/crm" + dialogue);
            Locator link = shown.locator("[data-crm-state=" + figure.getKey() + "]");
            assertThat(link).containsText(String.valueOf(figure.getValue()));
            link.click();
            assertThat(shown.locator("tbody tr")).hasCount(figure.getValue());
        }
    }

    private static void ask(Page phone, String text, String name) {
        phone.locator("[name=text]").fill(text);
        phone.locator("#hall-name").fill(name);
        phone.locator("#hall-ask button").click();
        assertThat(phone.locator(".alert-success")).isVisible();
        assertThat(phone.locator("#hall-own")).containsText(text);
    }

    /** For who wants to look at the pages: the folder that {@code crm.screenshots} names. */
    private static void shoot(Page shown, String name) {
        String folder = System.getProperty("crm.screenshots", "");
        if (!folder.isEmpty()) {
            shown.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(true));
        }
    }
}
