package org.shanyraq.crm.contact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Headquarters reads records of all missions and must tell them apart; whoever has one mission is not told its name. */
class MissionsOnPagesIntegrationTests {

    private static final String BADGE = "crm-mission";

    private final String mark = Long.toString(System.nanoTime(), 36);

    @Test
    void headquartersIsToldWhoseRecordItIs() {
        Map<String, Object> organisation =
                Map.of("names", Map.of("en", "Council of Tents " + mark), "kind", "committee", "circle", "expert");
        ApiCalls brussels = RunningCrm.apiAs("protocol");
        String ours = id(brussels.post("/organisations", organisation));
        id(RunningCrm.apiAs("manager-gva").post("/organisations", organisation));
        String person = id(brussels.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", "Ida", "family", "Tent" + mark)),
                        "sensitivity",
                        "internal")));

        HttpBrowser headquarters = new HttpBrowser(RunningCrm.address());
        headquarters.signIn("hq");
        String list = headquarters.get("/crm/organisations?text=" + mark).body();
        assertThat(list.split("Council of Tents " + mark, -1)).hasSizeGreaterThan(2);
        assertThat(list).contains(BADGE, ">BXL<", ">GVA<");
        for (String page : List.of(
                "/crm/contacts?text=Tent" + mark,
                "/crm/contacts/" + person,
                "/crm/organisations/" + ours,
                "/crm/search?q=Tent" + mark)) {
            assertThat(headquarters.get(page).body()).as(page).contains("Tent", BADGE, ">BXL<");
        }

        HttpBrowser viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");
        for (String page : List.of("/crm/organisations?text=" + mark, "/crm/contacts/" + person)) {
            assertThat(viewer.get(page).body()).as(page).contains(mark).doesNotContain(BADGE);
        }
    }

    private static String id(ApiCalls.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().path("id").asString();
    }
}
