package org.shanyraq.crm.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Rows V8 of the features, Z4 of the threats, as a browser sees them. */
class ExportPagesIntegrationTests {

    private static final Pattern CONTACT =
            Pattern.compile("href=\"/crm/contacts/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");

    private final ApiCalls api = RunningCrm.apiAs("protocol");

    @Test
    void aListIsAskedForPreparedAndFetchedByItsOwnerAlone() {
        for (String given : List.of("Aray", "Botagoz", "Culpan")) {
            ApiCalls.Answer made = api.post(
                    "/contacts",
                    Map.of(
                            "names",
                            List.of(Map.of("kind", "latin", "given", given, "family", "Exportova")),
                            "sensitivity",
                            "internal"));
            assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        }
        HttpBrowser protocol = signedIn("protocol");
        String list =
                protocol.get("/crm/contacts?text=Exportova&descending=true").body();
        assertThat(list).contains("action=\"/crm/exports/contacts?text=Exportova");

        String path = started(protocol, "/crm/exports/contacts?text=Exportova&descending=true&format=CSV");
        String page = await(protocol, path);
        assertThat(page).contains("contacts-").doesNotContain("crm.exchange.", "??");
        HttpResponse<String> file = protocol.get(path + "/file");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains(".csv");
        List<String> exported =
                file.body().lines().skip(1).map(line -> line.substring(0, 36)).toList();
        assertThat(exported).hasSize(3).isEqualTo(contacts(list));
        assertThat(protocol.get("/crm/jobs").body()).contains("contacts.csv");

        for (String other : List.of("manager", "diplomat", "diplomat-gva")) {
            HttpBrowser stranger = signedIn(other);
            assertThat(stranger.get(path).statusCode()).as(other).isEqualTo(404);
            assertThat(stranger.get(path + "/file").statusCode()).as(other).isEqualTo(404);
        }
        HttpBrowser viewer = signedIn("viewer");
        assertThat(viewer.get(path + "/file").statusCode()).isEqualTo(403);
        assertThat(viewer.get("/crm/contacts").body()).doesNotContain("/crm/exports/");
        assertThat(viewer.post("/crm/exports/contacts", Map.of(), "X-CSRF-TOKEN", viewer.csrf("/crm/me"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOfficerOfAnotherMissionExportsNoneOfIt() {
        api.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", "Dana", "family", "Brusselova")),
                        "sensitivity",
                        "public"));
        HttpBrowser elsewhere = signedIn("diplomat-gva");
        String path = started(elsewhere, "/crm/exports/contacts?text=Brusselova&format=CSV");
        await(elsewhere, path);

        assertThat(elsewhere.get(path + "/file").body().lines().toList()).hasSize(1);
    }

    // A7
    @Test
    void aTagIsExportedWithThoseAloneWhoCarryIt() {
        String family = "Taggedexportova";
        List<String> made = new ArrayList<>();
        for (String given : List.of("Aray", "Botagoz")) {
            made.add(api.post(
                            "/contacts",
                            Map.of(
                                    "names",
                                    List.of(Map.of("kind", "latin", "given", given, "family", family)),
                                    "sensitivity",
                                    "internal"))
                    .body()
                    .path("id")
                    .asString());
        }
        String tag = api.post("/segments", Map.of("kind", "tag", "name", "Of " + family, "sensitivity", "restricted"))
                .body()
                .path("id")
                .asString();
        assertThat(api.put("/segments/" + tag + "/contacts/" + made.get(1)).status())
                .isEqualTo(204);
        HttpBrowser protocol = signedIn("protocol");
        assertThat(protocol.get("/crm/contacts?segment=" + tag).body())
                .contains("action=\"/crm/exports/contacts?segment=" + tag);
        String path = started(protocol, "/crm/exports/contacts?segment=" + tag + "&format=CSV");
        await(protocol, path);
        assertThat(protocol.get(path + "/file").body().lines().skip(1).map(line -> line.substring(0, 36)))
                .containsExactly(made.get(1));

        // Nor does an officer of another mission export who carries it by naming the tag.
        HttpBrowser elsewhere = signedIn("manager-gva");
        String none = started(elsewhere, "/crm/exports/contacts?segment=" + tag + "&format=CSV");
        await(elsewhere, none);
        assertThat(elsewhere.get(none + "/file").body().lines().toList()).hasSize(1);
    }

    @Test
    void aWorkbookComesAsOne() {
        HttpBrowser manager = signedIn("manager");
        String path = started(manager, "/crm/exports/organisations?kind=COMMITTEE&format=XLSX");
        await(manager, path);

        HttpResponse<String> file = manager.get(path + "/file");
        assertThat(file.headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
        assertThat(file.body()).startsWith("PK");
    }

    private static HttpBrowser signedIn(String user) {
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        browser.signIn(user);
        return browser;
    }

    /** Path of the page of the export. */
    private static String started(HttpBrowser browser, String address) {
        HttpResponse<String> answer = browser.post(address, Map.of(), "X-CSRF-TOKEN", browser.csrf("/crm/contacts"));
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(303);
        return HttpBrowser.location(answer).replaceFirst("^https?://[^/]+", "");
    }

    /** The page once it offers the file. */
    private static String await(HttpBrowser browser, String path) {
        String last = "";
        for (int i = 0; i < 300; i++) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            last = answer.body();
            if (last.contains("href=\"" + path + "/file\"")) {
                return last;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("never ready: " + last);
    }

    private static List<String> contacts(String list) {
        List<String> ids = new ArrayList<>();
        Matcher contact = CONTACT.matcher(list);
        while (contact.find()) {
            if (!ids.contains(contact.group(1))) {
                ids.add(contact.group(1));
            }
        }
        return ids;
    }
}
