package org.shanyraq.crm.contact.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;

/** Row A7 of the features: tags, lists and saved searches in a real browser. */
@RequiresBrowser
class SegmentBrowserIntegrationTests extends BrowserScene {

    @Test
    void aTagIsPutOnAContactFoundByItAndTakenOff() {
        String family = unusual("Taggedova");
        String tag = unusual("Rivers");
        String contact = contact(family, "KZ");
        open("/contacts/" + contact);
        page.locator("[name=segmentText]").fill(tag);
        // The button does not move away under the pointer when the list of suggestions closes.
        assertThat(page.locator(".crm-suggestions-none")).isVisible();
        page.locator("#segments-title ~ form button").click();

        // No slip of the hand makes a new tag: it is asked first.
        assertThat(page.locator(".invalid-feedback")).isVisible();
        page.locator("button[name=create]").click();
        assertThat(page.locator(".crm-flash")).containsText(tag);
        assertThat(page.locator("#segments")).containsText(tag);
        assertThat(page.locator("#history")).containsText("put on a tag");
        assertThat(page.locator("#history")).containsText(tag);

        page.locator("#segments a").click();
        assertThat(page.locator("h1")).hasText(tag);
        assertThat(page.locator("tbody")).containsText(family);
        page.locator("#contacts-title a").click();
        assertThat(page.locator(".crm-chips")).containsText(tag);
        assertThat(page.locator("#contacts tbody tr")).hasCount(1);

        // It is offered while one types.
        String other = contact(family, "BE");
        open("/contacts/" + other);
        page.locator("[name=segmentText]").pressSequentially(tag.substring(0, tag.length() - 1));
        page.locator(".crm-suggestions [role=option]", new Page.LocatorOptions().setHasText(tag))
                .click();
        page.locator("#segments-title ~ form button").click();
        assertThat(page.locator("#segments")).containsText(tag);
        page.locator(".crm-chip-remove").click();
        assertThat(page.locator(".crm-flash")).containsText("no longer in " + tag);
        assertThat(page.locator("#segments")).hasCount(0);
    }

    @Test
    void aSearchIsSavedAndThoseFoundAreAddedToAList() {
        String family = unusual("Listedova");
        for (String country : List.of("KZ", "BE", "BE")) {
            contact(family, country);
        }
        open("/contacts?text=" + family + "&country=BE");
        assertThat(page.locator("#contacts tbody tr")).hasCount(2);
        page.locator("#contacts .crm-actions a").first().click();
        assertThat(page.locator("[name='query.text']")).hasValue(family);
        assertThat(page.locator("[name='query.country']")).hasValue("BE");
        save();
        assertThat(page.locator(".invalid-feedback").first()).containsText("Enter a name");
        page.locator("[name=name]").fill("Search " + family);
        save();
        assertThat(page.locator("h1")).hasText("Search " + family);
        assertThat(page.locator(".crm-person")).containsText("called “" + family + "”, from Belgium");
        assertThat(page.locator("tbody tr")).hasCount(2);
        contact(family, "BE");
        page.reload();
        assertThat(page.locator("tbody tr")).hasCount(3);

        // By hand: the saved search leads to the list of contacts, and those go to a list.
        open("/segments/new?kind=LIST");
        page.locator("[name=name]").fill("Dinner " + family);
        save();
        assertThat(page.locator(".crm-empty")).isVisible();
        open("/contacts?text=" + family + "&country=BE");
        page.locator("#contacts .crm-actions a").nth(1).click();
        page.locator("[name=intoText]").fill("Dinner " + family);
        page.locator("main form button[type=submit]").click();
        assertThat(page.locator(".crm-flash")).containsText("3 contacts were added to Dinner " + family);
        assertThat(page.locator("tbody tr")).hasCount(3);

        page.locator("tbody tr button").first().click();
        assertThat(page.locator("tbody tr")).hasCount(2);
        open("/segments?kind=LIST");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Dinner " + family)))
                .containsText("2 contacts");
        open("/segments?kind=QUERY");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Search " + family)))
                .containsText("from Belgium");
    }

    @Test
    void twoWhoChangeOneSearchAtOnceLoseNothing() {
        String name = unusual("Search");
        ApiCalls api = RunningCrm.apiAs("manager");
        ApiCalls.Answer made = api.post(
                "/segments",
                Map.of("kind", "query", "name", name, "sensitivity", "internal", "query", Map.of("country", "BE")));
        String id = made.body().path("id").asString();
        open("/segments/" + id + "/edit");
        api.put(
                "/segments/" + id,
                "\"" + made.body().path("version").asString() + "\"",
                Map.of(
                        "kind",
                        "query",
                        "name",
                        name,
                        "sensitivity",
                        "internal",
                        "query",
                        Map.of("country", "BE", "language", "nl", "orLanguage", "fr", "notInvitedDays", 60)));
        page.locator("[name=description]").fill("For the Flemish");
        save();
        assertThat(page.locator(".crm-merge")).containsText("What is asked");
        assertThat(page.locator("[name='query.language']")).hasValue("nl");
        assertThat(page.locator("[name=description]")).hasValue("For the Flemish");
        save();
        assertThat(page.locator(".crm-person"))
                .containsText("from Belgium, who speak Dutch or French, not invited for 60 days");
    }

    private static String contact(String family, String country) {
        return RunningCrm.apiAs("protocol")
                .post(
                        "/contacts",
                        Map.of(
                                "names",
                                List.of(Map.of("kind", "latin", "given", "Saule", "family", family)),
                                "country",
                                country,
                                "sensitivity",
                                "internal"))
                .body()
                .path("id")
                .asString();
    }
}
