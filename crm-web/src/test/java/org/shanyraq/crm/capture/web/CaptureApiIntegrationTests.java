package org.shanyraq.crm.capture.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;

/** The API of the quick line. */
class CaptureApiIntegrationTests {

    private final String name = "Neu Qaz" + Long.toString(System.nanoTime(), 36).replaceAll("[0-9]", "z");

    @Test
    void aLineIsReadAndSavedAndOneThatIsNotClearIsRefused() {
        ApiCalls api = RunningCrm.apiAs("diplomat");
        Map<String, ?> line = Map.of("line", "met @\"" + name + "\" #security: hello !+3 write");

        ApiCalls.Answer reading = api.post("/captures/reading", line);
        assertThat(reading.status()).as("%s", reading.body()).isEqualTo(200);
        assertThat(reading.body().path("chips").findValuesAsString("kind"))
                .contains("how", "person", "topic", "summary", "follow_up");
        assertThat(reading.body().path("chips").findValuesAsString("state"))
                .contains("new")
                .doesNotContain("wrong");

        ApiCalls.Answer refused = api.post("/captures", Map.of("line", "met @\"" + name + "\" frobnicate"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("violations")).hasSize(2);

        ApiCalls.Answer saved = api.post("/captures", line);
        assertThat(saved.status()).as("%s", saved.body()).isEqualTo(201);
        String interaction = saved.body().path("id").asString();
        assertThat(saved.response().headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/interactions/" + interaction));
        assertThat(api.get("/follow-ups?linkKind=interaction&linkId=" + interaction)
                        .body()
                        .path("items"))
                .hasSize(1);

        String contact = saved.body()
                .path("details")
                .path("participants")
                .path(0)
                .path("contact")
                .asString();
        ApiCalls.Answer chosen = api.post(
                "/captures/reading",
                Map.of(
                        "line",
                        "called @Somebody: hello",
                        "choices",
                        List.of(Map.of("name", "somebody", "kind", "contact", "id", contact))));
        assertThat(chosen.body().toString()).contains(contact);
        assertThat(RunningCrm.apiAs("viewer").post("/captures/reading", line).status())
                .isEqualTo(403);
    }
}
