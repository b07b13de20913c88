package org.shanyraq.crm.dialogue.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Officers in charge of a dialogue, chosen while typing: in a real browser. */
@RequiresBrowser
class InChargeBrowserIntegrationTests extends BrowserScene {

    @Test
    void aColleagueIsChosenWhileTypingAndTheListAsksForOnesOwn() {
        // Officers are known from their first sign-in.
        assertThat(RunningCrm.apiAs("diplomat").get("/dialogues").status()).isEqualTo(200);
        open("/dialogues/new");
        assertThat(page.locator("[name='inCharge[0].officerText']")).hasValue("Madina Kaliyeva");
        String theme = unusual("Led");
        page.locator("[name='theme[en]']").fill(theme);
        page.locator("[name=startsAt]").fill("2036-05-08T18:00");
        page.locator("[name=endsAt]").fill("2036-05-08T20:00");
        page.locator("button[name=add][value=inCharge]").click();
        Locator second = page.locator("[name='inCharge[1].officerText']");
        assertThat(second).hasCount(1);
        second.pressSequentially("ospa");
        assertThat(page.locator("#f-inCharge-1-officerList [role=option]").first())
                .hasText("Daniyar Ospanov");
        second.press("ArrowDown");
        second.press("Enter");
        assertThat(second).hasValue("Daniyar Ospanov");
        assertThat(page.locator("[name='inCharge[1].officer']")).hasValue(Pattern.compile("[0-9a-f-]{36}"));
        save();
        assertThat(page.locator("#in-charge")).hasText("Madina Kaliyeva, Daniyar Ospanov");

        open("/dialogues?text=" + theme);
        page.locator(".crm-filter-more > summary").click();
        page.locator("[name=officer]").selectOption("Me");
        assertThat(page.locator(".crm-chips")).containsText("In charge: Me");
        assertThat(page.locator("#dialogues tbody tr")).hasCount(1);
    }
}
