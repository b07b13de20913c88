package org.shanyraq.crm.contact.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** The directory as an officer of protocol uses it: in a real browser, signed in at Keycloak's own page. */
@RequiresBrowser
class DirectoryBrowserIntegrationTests extends BrowserScene {

    @Test
    void aContactIsEnteredInTwoScriptsAndFoundByEither() {
        String family = unusual("Tsvetayev");
        register("Yerbol", family, "Ербол", "Цветаев" + cyrillic(family));

        assertThat(page.locator("h1")).containsText("Yerbol " + family);
        assertThat(page.locator(".crm-other-names")).containsText("Ербол");
        for (String spelling : List.of(family, "Цветаев" + cyrillic(family))) {
            open("/contacts?text=" + spelling);
            assertThat(page.locator("#contacts tbody")).containsText("Yerbol " + family);
        }
        page.keyboard().press("Escape");
        page.locator("h1").click();
        page.keyboard().press("/");
        page.keyboard().type(family);
        assertThat(page.locator("#crm-suggestions [role=option]").first()).containsText(family);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("Yerbol " + family);
    }

    @Test
    void enteringTheSamePersonTwiceIsWarnedOfAndStillPossible() {
        String family = unusual("Doublet");
        register("Anna", family, "", "");

        open("/contacts/new");
        page.locator("[name='names[0].given']").fill("Anna");
        page.locator("[name='names[0].family']").fill(family);
        save();
        assertThat(page.locator(".crm-duplicates")).containsText("Anna " + family);
        assertThat(page.locator("[name='names[0].family']")).hasValue(family);

        page.locator(".crm-duplicates button[name=seen]").click();
        assertThat(page.locator(".crm-flash")).containsText("Anna " + family);
    }

    @Test
    void enteringTheSameOrganisationTwiceIsWarnedOfAndStillPossible() {
        String name = "Academy of " + unusual("Winds");
        for (int i = 0; i < 2; i++) {
            open("/organisations/new");
            page.locator("[name='names[en]']").fill(i == 0 ? name : name.toUpperCase(Locale.ROOT));
            page.locator("[name=acronym]").fill("AFET");
            save();
            assertThat(page.locator(".crm-duplicates")).containsText("AFET");
            if (i == 1) {
                assertThat(page.locator(".crm-duplicates")).containsText(name);
                assertThat(page.locator("[name='names[en]']")).hasValue(name.toUpperCase(Locale.ROOT));
            }
            page.locator(".crm-duplicates button[name=seen]").click();
            assertThat(page.locator(".crm-flash")).isVisible();
        }
        open("/organisations?text=" + name.substring(name.lastIndexOf(' ') + 1));
        assertThat(page.locator("#organisations tbody tr")).hasCount(2);
    }

    @Test
    void whatRestrictsAListIsNamedAndNothingElse() {
        open("/contacts?text=&country=&language=no&role=CHAIR");
        assertThat(page.locator(".crm-chips .crm-chip"))
                .hasText(new Pattern[] {Pattern.compile("Role"), Pattern.compile("Norwegian")});
    }

    @Test
    void manyOrganisationsOfOneNameAreNamedInPartAndCounted() {
        String name = "Secretariat of " + unusual("Mists");
        for (int i = 0; i < 12; i++) {
            RunningCrm.apiAs("protocol")
                    .post("/organisations", Map.of("names", Map.of("en", name), "kind", "unit", "circle", "official"));
        }
        open("/organisations/new");
        page.locator("[name='names[en]']").fill(name);
        save();
        assertThat(page.locator(".crm-duplicates li")).hasCount(11);
        assertThat(page.locator(".crm-duplicates")).containsText("and 2 more of the same name");
        page.locator(".crm-duplicates button[name=seen]").click();
        assertThat(page.locator(".crm-flash")).isVisible();
    }

    @Test
    void twoPeopleWhoEditAtOnceLoseNothing() {
        String family = unusual("Zwilling");
        register("Maria", family, "", "");
        String address = page.url();
        Page other = browser.newPage();
        other.navigate(address + "/edit");
        page.navigate(address + "/edit");

        page.locator("[name=honorific]").fill("Dr");
        page.locator("[name=source]").fill("a visiting card");
        save();
        other.locator("[name=honorific]").fill("Prof");
        other.locator("[name=notes]").fill("Prefers letters.");
        other.locator(".crm-form-end button[type=submit]").click();

        Locator conflict = other.locator(".crm-conflict");
        assertThat(conflict).containsText("Dr");
        assertThat(conflict).containsText("Prof");
        assertThat(other.locator("[name=honorific]")).hasValue("Prof");
        assertThat(other.locator("[name=notes]")).hasValue("Prefers letters.");
        assertThat(other.locator("[name=source]")).hasValue("a visiting card");

        other.locator(".crm-form-end button[type=submit]").click();
        assertThat(other.locator("h1")).containsText("Prof Maria " + family);
        assertThat(other.locator(".crm-notes-text")).hasText("Prefers letters.");
        assertThat(other.locator("main")).containsText("a visiting card");
    }

    @Test
    void aMandateBeginsInANewPostAndEndsInOneStep() {
        String family = unusual("Mandatar");
        register("Jean", family, "", "");

        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Add post").setExact(true))
                .first()
                .click();
        page.locator("details.crm-new-post summary").click();
        page.locator("[name=organisationText]").pressSequentially("AFET");
        assertThat(page.locator(".crm-new-post [role=option]").first()).containsText("AFET");
        page.locator("[name=organisationText]").press("ArrowDown");
        page.locator("[name=organisationText]").press("Enter");
        assertThat(page.locator("[name=organisationText]")).hasValue(Pattern.compile("AFET – .+"));
        page.locator("[name=role]").selectOption("ADVISER");
        page.locator("[name=title]").fill("Adviser to " + family);
        page.locator("[name=since]").fill("2024-05");
        page.locator("form.crm-form button.btn-primary").click();

        assertThat(page.locator(".crm-timeline .crm-current")).containsText("Adviser to " + family);
        assertThat(page.locator(".crm-timeline .crm-current")).containsText("since May 2024");

        page.locator("details.crm-end summary").click();
        page.locator("details.crm-end [name=until]").fill("2025");
        page.locator("details.crm-end button.btn-primary").click();
        assertThat(page.locator(".crm-timeline .crm-past")).containsText("Adviser to " + family);
        assertThat(page.locator(".crm-timeline .crm-past")).containsText("2025");
    }

    @Test
    void anArchivedContactLeavesTheListAndComesBack() {
        String family = unusual("Archivar");
        register("Ilse", family, "", "");
        String address = page.url();

        page.locator("a[data-crm-dialog=archive]").click();
        page.locator("dialog#archive button[type=submit]").click();
        assertThat(page.locator("main .alert-warning")).isVisible();
        open("/contacts?text=" + family);
        assertThat(page.locator("#contacts")).not().containsText("Ilse " + family);
        open("/contacts?archived=ONLY&text=" + family);
        assertThat(page.locator("#contacts")).containsText("Ilse " + family);

        page.navigate(address);
        page.locator("form[action$='/restore'] button").click();
        open("/contacts?text=" + family);
        assertThat(page.locator("#contacts")).containsText("Ilse " + family);
    }

    /** A control named like a method of its form hides the method from htmx, which then leaves the form of before standing. */
    @Test
    void rowsAreAddedAndTakenAwayInTheOneForm() {
        for (String form : List.of("contact", "organisation")) {
            open("/" + form + "s/new");
            Locator rows = page.locator("[name$='].scheme']");
            page.locator("button[name=add][value=externalIds]").click();
            assertThat(rows).hasCount(1);
            rows.first().fill("first");
            page.locator("button[name=add][value=externalIds]").click();
            assertThat(rows).hasCount(2);
            assertThat(page.locator("#" + form + "-form")).hasCount(1);
            rows.nth(1).fill("second");
            page.locator("button[name=drop][value='externalIds[0]']").click();
            assertThat(rows).hasCount(1);
            assertThat(rows.first()).hasValue("second");
            assertThat(page.locator("#" + form + "-form")).hasCount(1);
        }
    }

    private void register(String given, String family, String nativeGiven, String nativeFamily) {
        open("/contacts/new");
        page.locator("[name='names[0].given']").fill(given);
        page.locator("[name='names[0].family']").fill(family);
        page.locator("[name='names[1].given']").fill(nativeGiven);
        page.locator("[name='names[1].family']").fill(nativeFamily);
        save();
        assertThat(page.locator("h1")).containsText(given + " " + family);
    }

    /** The letters behind the name, in Cyrillic ones that sound alike. */
    private static String cyrillic(String family) {
        return family.substring("Tsvetayev".length())
                .replace('a', 'а')
                .replace('b', 'б')
                .replace('c', 'ц')
                .replace('d', 'д')
                .replace('e', 'е')
                .replace('f', 'ф');
    }
}
