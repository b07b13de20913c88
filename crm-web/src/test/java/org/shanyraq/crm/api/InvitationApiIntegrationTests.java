package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.api.ApiClient.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;

/** Guest lists over the REST API; rows E1, E14, U11, V10 and V20 of the features, threats Z2, Z6, Z8 and Z14. */
@ApiTest
class InvitationApiIntegrationTests {

    private static final String HERE = "guests-here";

    @Autowired
    private MockMvc mvc;

    private ApiClient diplomat;
    private ApiClient protocol;
    private ApiClient viewer;
    private ApiClient manager;
    private ApiClient stranger;

    @BeforeEach
    void clients() {
        ApiClient nobody = ApiClient.nobody(mvc);
        diplomat = nobody.as("diplomat", HERE);
        protocol = nobody.as("protocol", HERE);
        viewer = nobody.as("viewer", HERE, "internal");
        manager = nobody.as("manager", HERE, "confidential");
        stranger = nobody.as("manager", "guests-there", "confidential");
    }

    @Test
    void guestsAreProposedApprovedReturnedAndTakenOff() throws Exception {
        String guests = dialogue("internal") + "/guests";
        String aliya = contact("Aliya", "internal");
        String basile = contact("Basile", "internal");
        Map<String, Object> both = Map.of("contacts", List.of(aliya, basile));
        Answer proposed = diplomat.post(guests, both);
        assertThat(proposed.status()).as(proposed.body().toString()).isEqualTo(200);
        assertThat(proposed.body().path("added").asInt()).isEqualTo(2);
        assertThat(diplomat.post(guests, both).body().path("there").asInt()).isEqualTo(2);
        List<String> ids = ids(viewer.get(guests));
        assertThat(ids).hasSize(2);
        Answer one = viewer.get(guests + "/" + ids.get(0));
        assertThat(one.body().path("contact").asString()).isEqualTo(aliya);
        assertThat(one.body().path("state").asString()).isEqualTo("proposed");

        assertThat(diplomat.post(guests + "/approve", Map.of("guests", seen(guests, ids)))
                        .status())
                .isEqualTo(403);
        assertThat(protocol.post(guests + "/approve", Map.of("guests", seen(guests, ids)))
                        .status())
                .isEqualTo(403);
        Answer approved = manager.post(guests + "/approve", Map.of("guests", seen(guests, ids.subList(0, 1))));
        assertThat(approved.body().path("changed").asInt()).isEqualTo(1);
        Answer unexplained =
                manager.post(guests + "/return", Map.of("guests", seen(guests, ids.subList(1, 2)), "reason", "other"));
        assertThat(unexplained.status()).isEqualTo(422);
        assertThat(unexplained.fields()).containsExactly("remark");
        Answer returned =
                manager.post(guests + "/return", Map.of("guests", seen(guests, ids.subList(1, 2)), "reason", "room"));
        assertThat(returned.body().path("changed").asInt()).isEqualTo(1);
        assertThat(ids(viewer.get(guests))).containsExactly(ids.get(0));
        assertThat(ids(viewer.get(guests + "?state=returned"))).containsExactly(ids.get(1));
        Answer figures = viewer.get(guests + "/figures");
        assertThat(figures.body().at("/states/approved").asInt()).isEqualTo(1);
        assertThat(figures.body().at("/states/removed").asInt(-1)).isZero();
        assertThat(figures.body().at("/balance/withoutPost").asInt()).isEqualTo(1);

        // Approved by another: a diplomat's own proposal is theirs no more.
        assertThat(diplomat.post(guests + "/remove", Map.of("guests", seen(guests, ids.subList(0, 1))))
                        .status())
                .isEqualTo(409);
        assertThat(protocol.post(guests + "/remove", Map.of("guests", seen(guests, ids)))
                        .status())
                .isEqualTo(409);
        assertThat(protocol.post(guests + "/remove", Map.of("guests", seen(guests, ids.subList(0, 1))))
                        .body()
                        .path("changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(viewer.get("/contacts/" + aliya + "/invitations")
                        .body()
                        .at("/items/0/state")
                        .asString())
                .isEqualTo("removed");
        assertThat(diplomat.post(guests, Map.of()).fields()).containsExactly("contacts");
        assertThat(manager.post(guests + "/approve", Map.of()).fields()).containsExactly("guests");
        assertThat(diplomat.post(guests, Map.of("contacts", Collections.singletonList(null)))
                        .status())
                .isEqualTo(422);
        assertThat(manager.post(guests + "/approve", Map.of("guests", Collections.singletonList(null)))
                        .status())
                .isEqualTo(422);
    }

    // E1
    @Test
    void aWholeTagIsProposedAndThoseReturnedBeforeAreLeftOff() throws Exception {
        String guests = dialogue("internal") + "/guests";
        String tag = manager.post(
                        "/segments",
                        Map.of("kind", "tag", "name", "Guests " + System.nanoTime(), "sensitivity", "internal"))
                .body()
                .path("id")
                .asString();
        for (String name : List.of("Aliya", "Basile")) {
            manager.call(HttpMethod.PUT, "/segments/" + tag + "/contacts/" + contact(name, "internal"), null);
        }
        assertThat(diplomat.post(guests, Map.of("segment", tag))
                        .body()
                        .path("added")
                        .asInt())
                .isEqualTo(2);
        manager.post(
                guests + "/return",
                Map.of("guests", seen(guests, ids(viewer.get(guests)).subList(0, 1)), "reason", "theme"));
        Answer again = diplomat.post(guests, Map.of("segment", tag));
        assertThat(again.body().path("there").asInt()).isEqualTo(1);
        assertThat(again.body().path("leftOff").asInt()).isEqualTo(1);
        String later = dialogue("internal") + "/guests";
        manager.post(guests + "/approve", Map.of("guests", seen(guests, ids(viewer.get(guests)))));
        String first = guests.substring("/dialogues/".length(), guests.length() - "/guests".length());
        assertThat(diplomat.post(later, Map.of("guestsOf", first))
                        .body()
                        .path("added")
                        .asInt())
                .isEqualTo(1);
        // V12: the other dialogue takes place at the same time.
        assertThat(diplomat.post(later, Map.of("guestsOf", first))
                        .body()
                        .path("then")
                        .asInt())
                .isEqualTo(1);
        assertThat(ids(viewer.get(later + "?elsewhere=then"))).hasSize(1);
        assertThat(ids(viewer.get(later + "?elsewhere=that_week"))).isEmpty();
        assertThat(viewer.get(later + "/figures").body().at("/elsewhere/then").asInt())
                .isEqualTo(1);
        assertThat(viewer.get(later + "/booked-speakers").body().isEmpty()).isTrue();
        assertThat(diplomat.post(later, Map.of("guestsOf", first, "segment", tag))
                        .fields())
                .containsExactly("contacts");
        assertThat(diplomat.post(guests, Map.of("segment", UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void allWhoHaveNoAddressAreInvitedOtherwiseAtOnceByTheMarkOfWhatWasShown() throws Exception {
        Answer made = protocol.post(
                "/dialogues",
                Map.of(
                        "theme", Map.of("en", "Letters " + System.nanoTime()),
                        "format", "online",
                        "streamLink", "https://stream.example/letters",
                        "startsAt", "2034-05-10T17:00:00Z",
                        "endsAt", "2034-05-10T19:00:00Z",
                        "zone", "Europe/Brussels",
                        "sensitivity", "internal"));
        String dialogue = "/dialogues/" + made.body().path("id").asString();
        assertThat(protocol.post(dialogue + "/invite", null, "If-Match", made.etag())
                        .status())
                .isEqualTo(200);
        String guests = dialogue + "/guests";
        diplomat.post(guests, Map.of("contacts", List.of(contact("Aliya", "internal"), contact("Basile", "internal"))));
        manager.post(guests + "/approve", Map.of("guests", seen(guests, ids(viewer.get(guests)))));
        Answer shown = protocol.get(guests + "/sendings/recipients");
        assertThat(shown.body().at("/unaddressed/guests").asInt()).isEqualTo(2);
        String all = guests + "/sendings/otherwise/unaddressed";
        Map<String, Object> mark =
                Map.of("mark", shown.body().at("/unaddressed/mark").asString());
        assertThat(diplomat.post(all, mark).status()).isEqualTo(403);
        assertThat(protocol.post(all, Map.of()).fields()).containsExactly("mark");
        assertThat(protocol.post(all, mark).body().path("changed").asInt()).isEqualTo(2);
        assertThat(ids(viewer.get(guests + "?state=invited"))).hasSize(2);
        assertThat(protocol.post(all, mark).status()).isEqualTo(409);
    }

    // Z2, Z6, Z8, Z14
    @Test
    void aHiddenGuestAndAHiddenDialogueAreLikeNone() throws Exception {
        String open = dialogue("internal") + "/guests";
        String secret = dialogue("confidential") + "/guests";
        String aliya = contact("Aliya", "internal");
        String hidden = contact("Hidden", "confidential");
        manager.post(open, Map.of("contacts", List.of(aliya, hidden)));
        manager.post(secret, Map.of("contacts", List.of(aliya)));
        String hiddenGuest = manager.get(open)
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("contact").asString().equals(hidden))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        String none = UUID.randomUUID().toString();
        for (ApiClient client : List.of(viewer, diplomat)) {
            assertThat(client.get(open).body().toString()).doesNotContain(hidden);
            assertThat(client.get(open + "/figures")
                            .body()
                            .at("/states/proposed")
                            .asInt())
                    .isEqualTo(1);
            assertThat(client.get(open + "/" + hiddenGuest).body())
                    .isEqualTo(client.get(open + "/" + none).body());
            assertThat(client.get(secret).status()).isEqualTo(404);
            assertThat(ids(client.get("/contacts/" + aliya + "/invitations"))).hasSize(1);
        }
        assertThat(stranger.get(open).body())
                .isEqualTo(stranger.get("/dialogues/" + none + "/guests").body());
        assertThat(diplomat.post(open, Map.of("contacts", List.of(hidden))).status())
                .isEqualTo(404);
        assertThat(diplomat.post(open + "/remove", Map.of("guests", List.of(Map.of("id", hiddenGuest, "version", 0))))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post(open + "/approve", Map.of("guests", List.of(Map.of("id", hiddenGuest, "version", 0))))
                        .status())
                .isEqualTo(404);
    }

    private String dialogue(String sensitivity) throws Exception {
        Answer made = manager.post(
                "/dialogues",
                Map.of(
                        "theme", Map.of("en", "Rivers " + System.nanoTime()),
                        "format", "online",
                        "startsAt", "2034-03-10T17:00:00Z",
                        "endsAt", "2034-03-10T19:00:00Z",
                        "zone", "Europe/Brussels",
                        "sensitivity", sensitivity));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return "/dialogues/" + made.body().path("id").asString();
    }

    private String contact(String given, String sensitivity) throws Exception {
        Answer made = manager.post(
                "/contacts",
                Map.of(
                        "names",
                        List.of(Map.of("kind", "latin", "given", given, "family", "Guestova")),
                        "sensitivity",
                        sensitivity));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().path("id").asString();
    }

    private List<Map<String, Object>> seen(String guests, List<String> ids) throws Exception {
        List<Map<String, Object>> seen = new ArrayList<>();
        for (String id : ids) {
            seen.add(Map.of(
                    "id",
                    id,
                    "version",
                    viewer.get(guests + "/" + id).body().path("version").asLong()));
        }
        return seen;
    }

    private static List<String> ids(Answer answer) {
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
