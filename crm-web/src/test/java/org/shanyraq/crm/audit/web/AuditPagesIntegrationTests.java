package org.shanyraq.crm.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

class AuditPagesIntegrationTests {

    private final String name = "Raised" + Long.toString(System.nanoTime(), 36);

    // Z20
    @Test
    void z20ThePageOfTheLogHidesOlderEntriesOfAContactThatWasMadeMoreSensitive() {
        ApiCalls manager = RunningCrm.apiAs("manager");
        ApiCalls.Answer made = manager.post("/contacts", contact("internal"));
        String id = made.body().path("id").asString();
        HttpBrowser privacy = new HttpBrowser(RunningCrm.address());
        privacy.signIn("privacy");
        HttpBrowser allowed = new HttpBrowser(RunningCrm.address());
        allowed.signIn("manager");
        String log = "/crm/audit?record=" + id;
        assertThat(privacy.get(log).body()).contains(name);

        assertThat(manager.put("/contacts/" + id, made.etag(), contact("confidential"))
                        .status())
                .isEqualTo(200);
        assertThat(privacy.get(log).statusCode()).isEqualTo(200);
        assertThat(privacy.get(log).body()).doesNotContain(name);
        assertThat(privacy.get("/crm/audit").body()).doesNotContain(name);
        assertThat(allowed.get(log).body()).contains(name);
    }

    // N3, Z20
    @Test
    void theChainIsCheckedByAJobWhoseResultIsShownInEachLanguageToWhoAskedForItAlone() {
        HttpBrowser privacy = new HttpBrowser(RunningCrm.address());
        privacy.signIn("privacy");
        assertThat(privacy.get("/crm/audit").body()).contains("action=\"/crm/audit/checks\"");

        HttpResponse<String> started =
                privacy.post("/crm/audit/checks", Map.of(), "X-CSRF-TOKEN", privacy.csrf("/crm/audit"));
        assertThat(started.statusCode()).as("%s", started.body()).isEqualTo(303);
        String path = HttpBrowser.location(started).replaceFirst("^https?://[^/]+", "");
        assertThat(path).startsWith("/crm/audit/checks/");
        String page = over(privacy, path);
        assertThat(page)
                .contains("crm-tone-good", "entries fit together")
                .doesNotContain("crm.audit.", "crm.job.", "??", "hx-get=\"" + path);
        assertThat(privacy.get("/crm/jobs").body()).contains("Check of the audit log", "href=\"" + path + "\"");
        for (Map.Entry<String, String> whole : Map.of(
                        "fr", "s’enchaînent", "kk", "бір-біріне сәйкес", "ru", "которые сходятся")
                .entrySet()) {
            assertThat(privacy.get(path, "Accept-Language", whole.getKey()).body())
                    .contains(whole.getValue());
        }

        HttpBrowser manager = new HttpBrowser(RunningCrm.address());
        manager.signIn("manager");
        assertThat(manager.get(path).statusCode()).isEqualTo(404);
        HttpBrowser viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");
        assertThat(viewer.get(path).statusCode()).isEqualTo(403);
        assertThat(viewer.post("/crm/audit/checks", Map.of(), "X-CSRF-TOKEN", viewer.csrf("/crm/me"))
                        .statusCode())
                .isEqualTo(403);
    }

    /** The page once the check is over. */
    private static String over(HttpBrowser browser, String path) {
        String last = "";
        for (int i = 0; i < 300; i++) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            last = answer.body();
            if (!last.contains("hx-get=\"" + path + "\"")) {
                return last;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("the check is not over: " + last);
    }

    private Map<String, Object> contact(String sensitivity) {
        return Map.of(
                "names", List.of(Map.of("kind", "latin", "given", "Ida", "family", name)), "sensitivity", sensitivity);
    }
}
