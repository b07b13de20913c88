package org.shanyraq.crm.contact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Rows A3 and A4: who held an office on a day, and which was vacant, on the pages. */
class AsOfPagesIntegrationTests {

    private final ApiCalls protocol = RunningCrm.apiAs("protocol");
    private final String mark = Long.toString(System.nanoTime(), 36);

    @Test
    void a3ThePageOfACommitteeNamesTheOneWhoChairedItOnADay() {
        String committee = id(protocol.post(
                "/organisations",
                Map.of("names", Map.of("en", "Committee on Days " + mark), "kind", "committee", "circle", "expert")));
        String chair = id(protocol.post("/posts", Map.of("organisation", committee, "role", "chair", "seats", 1)));
        mandate(contact("Early" + mark), chair, Map.of("since", "2024-07-16", "until", "2025-03-01"));
        mandate(contact("Late" + mark), chair, Map.of("since", "2025-03-03"));
        HttpBrowser viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");

        String page = "/crm/organisations/" + committee + "?asOf=";
        assertThat(viewer.get(page + "2025-03-01").body())
                .contains("Early" + mark)
                .doesNotContain("Late" + mark);
        assertThat(viewer.get(page + "2025-03-03").body())
                .contains("Late" + mark)
                .doesNotContain("Early" + mark);
        assertThat(viewer.get(page + "2025-03-02").body())
                .doesNotContain("Early" + mark)
                .doesNotContain("Late" + mark);

        String list = "/crm/contacts?role=CHAIR&organisation=" + committee + "&asOf=";
        assertThat(viewer.get(list + "2025-03-01").body())
                .contains("Early" + mark)
                .doesNotContain("Late" + mark);
        assertThat(viewer.get(list + "2025-03-02").body())
                .doesNotContain("Early" + mark)
                .doesNotContain("Late" + mark);
        assertThat(viewer.get(page + "%2B999999999-12-31").statusCode()).isEqualTo(422);
    }

    // A4
    @Test
    void a4TheTreeNamesAPostThatIsVacantAndNoMoreOnceItIsHeld() {
        String committee = id(protocol.post(
                "/organisations",
                Map.of("names", Map.of("en", "Committee on Gaps " + mark), "kind", "committee", "circle", "expert")));
        Map<String, Object> body = new HashMap<>(Map.of("organisation", committee, "role", "other", "seats", 1));
        body.put("title", Map.of("en", "Keeper of gaps " + mark));
        String keeper = id(protocol.post("/posts", body));
        HttpBrowser viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");
        String tree = "/crm/organisations/tree?at=" + committee;
        assertThat(viewer.get(tree).body()).contains("Keeper of gaps " + mark);
        mandate(contact("Keeper" + mark), keeper, Map.of("since", "2024-01-01"));
        assertThat(viewer.get(tree).body()).doesNotContain("Keeper of gaps " + mark);
    }

    @Test
    void whoDoesNotFitIntoTheRowOfAPostIsFoundAmongItsHoldersAndNobodyElse() {
        String body = id(protocol.post(
                "/organisations",
                Map.of("names", Map.of("en", "Body of many " + mark), "kind", "committee", "circle", "expert")));
        String below = id(protocol.post(
                "/organisations",
                Map.of(
                        "names",
                        Map.of("en", "Body below " + mark),
                        "kind",
                        "committee",
                        "circle",
                        "expert",
                        "parent",
                        body)));
        String post = id(protocol.post("/posts", Map.of("organisation", body, "role", "member", "seats", 20)));
        String other = id(protocol.post("/posts", Map.of("organisation", below, "role", "member", "seats", 1)));
        for (int i = 1; i <= 13; i++) {
            mandate(contact("Many" + i + mark), post, Map.of("since", "2024-01-01"));
        }
        mandate(contact("Other" + mark), other, Map.of("since", "2024-01-01"));
        HttpBrowser viewer = new HttpBrowser(RunningCrm.address());
        viewer.signIn("viewer");

        String holders = "/crm/posts/" + post + "/holders";
        mandate(contact("Past" + mark), post, Map.of("since", "2011-01-01", "until", "2012-12-31"));
        String today = holders + "?asOf=" + LocalDate.now(ZoneId.of("Europe/Brussels"));
        assertThat(viewer.get("/crm/organisations/" + body).body()).contains("href=\"" + today + "\">and 1 more</a>");
        assertThat(viewer.get(today).body())
                .contains("Many1" + mark, "Many13" + mark, "href=\"" + holders + "\"")
                .doesNotContain("Past" + mark);
        assertThat(viewer.get(holders + "?asOf=2012-05-01").body())
                .contains("Past" + mark)
                .doesNotContain("Many1" + mark);
        assertThat(viewer.get(holders).body())
                .contains("Many1" + mark, "Many7" + mark, "Many13" + mark, "Past" + mark)
                .doesNotContain("Other" + mark);
    }

    private String contact(String family) {
        return id(protocol.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", "Ida", "family", family)),
                        "sensitivity",
                        "internal")));
    }

    private void mandate(String contact, String post, Map<String, String> tenure) {
        id(protocol.post("/mandates", Map.of("contact", contact, "post", post, "tenure", tenure)));
    }

    private static String id(ApiCalls.Answer made) {
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().path("id").asString();
    }
}
