package org.shanyraq.crm.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.DirectoryContents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The main job on real input, in a real browser: the members of the European Parliament with their bodies and roles come in
 * through the pages, are found in two scripts, come again unchanged, are taken back, and stay unseen by another mission. Rows
 * A1, A2, C1, C3, C4, P1, P2, P4, V7.
 */
@RequiresBrowser
class MainJobBrowserIntegrationTests {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(240_000);

    @Test
    void theParliamentComesInIsFoundComesAgainUnchangedAndIsTakenBack() {
        Path data = data();
        LocalApplication.Parts parts = RunningCrm.parts("main_job");
        try (CrmServer server = RunningCrm.start(parts)) {
            String address = server.address();
            DirectoryContents directory = directoryOfBrussels(parts);
            Map<String, Long> before = directory.checksums();
            try (BrowserContext context = TestBrowser.open()) {
                Page page = context.newPage();
                page.setDefaultTimeout(60_000);
                TestBrowser.signIn(page, address, "protocol");

                String bodies = check(page, address, "ORGANISATIONS", data.resolve("ep_bodies.csv"));
                assertThat(counted(page)).as("every body of the file").isEqualTo(80);
                apply(page);
                String members = check(page, address, "CONTACTS", data.resolve("meps.csv"));
                assertThat(main(page)).containsText("New 719");
                apply(page);
                String roles = check(page, address, "MANDATES", data.resolve("mep_memberships_2026.csv"));
                assertThat(main(page)).containsText("New 2569");
                apply(page);

                finds(page, address, "Вълчев", "Valchev");
                finds(page, address, "Konecna", "Kateřina Konečná");
                page.navigate(address + "/crm/search?q=Goerens");
                main(page).getByText("Charles Goerens").first().click();
                assertThat(main(page)).containsText("DEVE");
                assertThat(main(page)).containsText("AFCO");
                String goerens = page.url();

                Map<String, Long> applied = directory.checksums();
                long audited = directory.audited();
                check(page, address, "ORGANISATIONS", data.resolve("ep_bodies.csv"));
                assertThat(main(page)).containsText("Unchanged 80");
                apply(page);
                check(page, address, "CONTACTS", data.resolve("meps.csv"));
                assertThat(main(page)).containsText("Unchanged 719");
                apply(page);
                check(page, address, "MANDATES", data.resolve("mep_memberships_2026.csv"));
                assertThat(main(page)).containsText("Unchanged 2569");
                apply(page);
                assertThat(directory.checksums()).as("imported again").isEqualTo(applied);
                assertThat(directory.audited())
                        .as("notes of an import of nothing new")
                        .isEqualTo(audited);

                isShownTo("diplomat", true, address, goerens);
                isShownTo("diplomat-gva", false, address, goerens);

                revert(page, roles);
                revert(page, members);
                revert(page, bodies);
                page.navigate(address + "/crm/search?q=Goerens");
                assertThat(main(page)).not().containsText("Charles Goerens");
                assertThat(directory.checksums()).as("taken back").isEqualTo(before);
            }
        }
    }

    private static DirectoryContents directoryOfBrussels(LocalApplication.Parts parts) {
        JdbcClient database = JdbcClient.create(
                new DriverManagerDataSource(parts.databaseUrl(), parts.databaseUsername(), parts.databasePassword()));
        UUID mission = database.sql("select id from crm_mission where code = 'bxl'")
                .query((row, index) -> Bytes16.uuid(row, "id"))
                .single();
        return new DirectoryContents(database, mission);
    }

    private static Path data() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolveSibling("shared").resolve("data").resolve("meps");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        String missing = "the lists of the Parliament are not at ../shared/data/meps";
        System.out.println(
                "WARN NOT TESTED, the main job on real lists in a browser (import, search in two scripts, import again,"
                        + " take back): " + missing);
        return Assumptions.abort(missing);
    }

    /** Uploads a file, takes the columns as they were recognised, checks it and returns the address of the import. */
    private static String check(Page page, String address, String subject, Path file) {
        page.navigate(address + "/crm/imports/new");
        page.locator("input[name=subject][value=" + subject + "]").check();
        page.locator("#import-file").setInputFiles(file);
        page.getByRole(AriaRole.BUTTON, named("Upload")).click();
        Locator creating = page.locator("input[type=checkbox][name=createOrganisations]");
        if (creating.count() > 0) {
            creating.check();
        }
        page.getByRole(AriaRole.BUTTON, named("Check the rows")).click();
        assertThat(main(page)).containsText("checked, nothing written yet", PATIENTLY);
        return page.url().replaceAll("\\?.*", "");
    }

    private static void apply(Page page) {
        confirm(page, "Apply");
        assertThat(main(page)).containsText("· applied ·", PATIENTLY);
    }

    private static void revert(Page page, String importAddress) {
        page.navigate(importAddress);
        confirm(page, "Take back");
        assertThat(main(page)).containsText("· taken back ·", PATIENTLY);
    }

    private static void confirm(Page page, String act) {
        page.reload();
        page.locator("[data-crm-dialog]")
                .filter(new Locator.FilterOptions().setHasText(act))
                .first()
                .click();
        page.locator("dialog[open] button[type=submit]").first().click();
    }

    private static void finds(Page page, String address, String typed, String found) {
        page.navigate(address + "/crm");
        page.keyboard().press("/");
        page.keyboard().type(typed);
        page.keyboard().press("Enter");
        page.waitForURL("**/crm/search?**");
        assertThat(main(page)).containsText(found);
    }

    /** Reads what could show the member, as that officer. */
    private static void isShownTo(String officer, boolean shown, String address, String contact) {
        try (BrowserContext context = TestBrowser.open()) {
            Page page = context.newPage();
            TestBrowser.signIn(page, address, officer);
            for (String path : List.of(
                    "/crm/search?q=Goerens",
                    "/crm/contacts?text=Goerens",
                    "/crm/search/suggest?q=Goerens",
                    "/crm/contacts/suggest?q=Goerens")) {
                Response answer = page.navigate(address + path);
                assertThat(answer.status()).as("%s reads %s", officer, path).isEqualTo(200);
                assertThat(page.content().contains("Charles Goerens"))
                        .as("%s sees the member at %s", officer, path)
                        .isEqualTo(shown);
            }
            Response answer = page.navigate(contact);
            assertThat(answer.status()).as("%s opens the member", officer).isEqualTo(shown ? 200 : 404);
            assertThat(page.content().contains("Goerens")).isEqualTo(shown);
        }
    }

    /** How many rows the check sorted, over all outcomes. */
    private static int counted(Page page) {
        int sum = 0;
        for (String outcome : new String[] {"New", "Changes", "Unchanged"}) {
            var count = Pattern.compile(outcome + " (\\d+)").matcher(main(page).innerText());
            if (count.find()) {
                sum += Integer.parseInt(count.group(1));
            }
        }
        return sum;
    }

    private static Locator main(Page page) {
        return page.locator("main");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
