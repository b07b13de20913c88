package org.shanyraq.crm.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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

    private Map<String, Object> contact(String sensitivity) {
        return Map.of(
                "names", List.of(Map.of("kind", "latin", "given", "Ida", "family", name)), "sensitivity", sensitivity);
    }
}
