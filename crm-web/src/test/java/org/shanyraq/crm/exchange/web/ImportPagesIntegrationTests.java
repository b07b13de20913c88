package org.shanyraq.crm.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

class ImportPagesIntegrationTests {

    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    private final HttpBrowser browser = new HttpBrowser(RunningCrm.address());
    private final ApiCalls api = RunningCrm.apiAs("protocol");

    @Test
    void aListGoesFromUploadToRevertOnItsPage() {
        browser.signIn("protocol");
        assertThat(page("/crm/imports/new")).contains("multipart/form-data");
        assertThat(browser.get("/crm/imports/samples/contacts").body()).contains("native_name");

        ApiCalls.Answer uploaded =
                api.upload("/imports", "guests.csv", """
                given name,family name,country,e-mail,organisation,role
                Marzhan,Testova,Kazakhstan,marzhan.testova@example.org,Pages Institute,expert in chief
                Marzhan,Testowa,Atlantis,,Pages Institute,adviser
                """.getBytes(StandardCharsets.UTF_8), "subject", "contacts");
        assertThat(uploaded.status()).as("%s", uploaded.body()).isEqualTo(201);
        String path = "/crm/imports/"
                + uploaded.body()
                        .path("id")
                        .path("value")
                        .asString(uploaded.body().path("id").asString());

        String columns = page(path);
        assertThat(columns).contains("Atlantis", "expert in chief", "family name", "Pages Institute");
        assertThat(page("/crm/imports")).contains("guests.csv");

        Map<String, String> form = new LinkedHashMap<>();
        form.put("version", version(columns));
        form.put("mapping", "on");
        form.put("field_0", "GIVEN_NAME");
        form.put("field_1", "FAMILY_NAME");
        form.put("field_2", "COUNTRY");
        form.put("word_2_0", "Atlantis");
        form.put("code_2_0", "-");
        form.put("field_3", "EMAIL");
        form.put("field_4", "ORGANISATION");
        form.put("field_5", "ROLE");
        form.put("word_5_0", "expert in chief");
        form.put("code_5_0", "director");
        form.put("createOrganisations", "on");
        form.put("language", "en");
        form.put("source", "a test");
        form.put("then", "check");
        submit(path + "/settings", form);
        String checked = await(path, "/apply");
        assertThat(checked).contains("Testova", "import-apply");
        assertThat(page(path + "?outcome=CREATE")).contains("Marzhan Testova");
        assertThat(page(path + "/apply")).contains("<form");

        String stale = version(checked);
        submit(path + "/decisions", Map.of("version", stale, "decision", "SKIP"));
        for (String act : List.of("/decisions", "/apply", "/discard")) {
            submit(path + act, Map.of("version", stale, "decision", "CREATE"));
            assertThat(page(path)).as(act).contains("Somebody changed this import meanwhile");
        }
        assertThat(refused(path + "/apply", Map.of())).isEqualTo(400);
        act(path, "/apply");
        String applied = await(path, "/revert");
        assertThat(applied).contains("guests.csv");
        assertThat(page(path + "?state=APPLIED")).contains("Marzhan Testova");
        assertThat(browser.get(path + "/errors").statusCode()).isEqualTo(200);

        submit(path + "/revert", Map.of("version", stale));
        assertThat(page(path)).contains("Somebody changed this import meanwhile");
        act(path, "/revert");
        await(path, "/discard");
        act(path, "/discard");
        assertThat(browser.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void remarksAndChangesSpeakTheLanguageOfTheReaderAndNoCodes() {
        browser.signIn("protocol");
        ApiCalls.Answer uploaded =
                api.upload("/imports", "words.csv", """
                    given name,family name,country,languages,organisation,role,since
                    Worda,Remarkova,Kazakhstan,kk|fr,Words Institute,vice chair,2024-05
                    """.getBytes(StandardCharsets.UTF_8), "subject", "contacts");
        String path = "/crm/imports/"
                + uploaded.body()
                        .path("id")
                        .path("value")
                        .asString(uploaded.body().path("id").asString());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("version", version(page(path)));
        form.put("mapping", "on");
        form.put("createOrganisations", "on");
        form.put("language", "en");
        form.put("then", "check");
        List<String> fields =
                List.of("GIVEN_NAME", "FAMILY_NAME", "COUNTRY", "LANGUAGES", "ORGANISATION", "ROLE", "SINCE");
        for (int i = 0; i < fields.size(); i++) {
            form.put("field_" + i, fields.get(i));
        }
        submit(path + "/settings", form);
        await(path, "/apply");

        Map<String, List<String>> words = Map.of(
                "en", List.of("Vice-Chair", "May 2024"),
                "fr", List.of("Vice-présidence", "mai 2024"),
                "kk", List.of("Төрағаның орынбасары"),
                "ru", List.of("Заместитель председателя", "май 2024"));
        words.forEach((language, expected) -> {
            HttpResponse<String> answer = browser.get(path, "Accept-Language", language);
            assertThat(answer.body())
                    .as(language)
                    .contains(expected)
                    .doesNotContain("vice_chair", "{crm.", "crm.organisation.");
        });
        act(path, "/discard");
    }

    @Test
    void whatIsBeingSaidOfColumnsComesBackWhenTheFileIsReadOtherwiseAndDoesNotHoldYet() {
        browser.signIn("protocol");
        ApiCalls.Answer uploaded = api.upload(
                "/imports",
                "otherwise.csv",
                "family name,remark,nation\nTestova,kept,Atlantis\n".getBytes(StandardCharsets.UTF_8),
                "subject",
                "contacts");
        String path = "/crm/imports/" + uploaded.body().path("id").asString();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("version", version(page(path)));
        form.put("reading", "on");
        form.put("encoding", "windows-1252");
        form.put("delimiter", ",");
        form.put("header", "on");
        form.put("mapping", "on");
        form.put("field_0", "FAMILY_NAME");
        form.put("field_1", "HONORIFIC");
        form.put("field_2", "");
        form.put("language", "kk");
        form.put("source", "what was typed");

        HttpResponse<String> answer = browser.post(
                path + "/settings", form, "X-CSRF-TOKEN", browser.csrf("/crm/imports"), "HX-Request", "true");
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> said = List.of(
                "value=\"HONORIFIC\" selected=\"selected\"",
                "value=\"kk\" selected=\"selected\"",
                "value=\"what was typed\"");
        assertThat(answer.body())
                .contains(said)
                .contains("value=\"windows-1252\" selected=\"selected\"", "value=\"FAMILY_NAME\" selected=\"selected\"")
                .doesNotContain("value=\"COUNTRY\" selected=\"selected\"");
        assertThat(page(path))
                .contains("value=\"windows-1252\" selected=\"selected\"")
                .doesNotContain(said);
        act(path, "/discard");
    }

    private String page(String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("crm.exchange.", "??");
        return answer.body();
    }

    private static String version(String page) {
        Matcher version = VERSION.matcher(page);
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    /** Confirms the act on the page that asks. */
    private void act(String path, String act) {
        submit(path + act, Map.of("version", version(page(path + act))));
    }

    private int refused(String path, Map<String, String> fields) {
        return browser.post(path, fields, "X-CSRF-TOKEN", browser.csrf("/crm/imports"))
                .statusCode();
    }

    private void submit(String path, Map<String, String> fields) {
        HttpResponse<String> answer = browser.post(path, fields, "X-CSRF-TOKEN", browser.csrf("/crm/imports"));
        assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isEqualTo(303);
    }

    /** The page once it offers that act. */
    private String await(String path, String act) {
        String last = "";
        for (int i = 0; i < 600; i++) {
            last = page(path);
            if (last.contains("href=\"" + path + act)) {
                return last;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("never offered " + act + ": " + last);
    }
}
