package org.shanyraq.crm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.api.ApiClient.Answer;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The REST API on the real services and a real database. */
@ApiTest
class ApiIntegrationTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HERE = "api-here";
    private static final String THERE = "api-there";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ApiSupport support;

    @Autowired
    private Access access;

    @Autowired
    private OfficerDirectory officers;

    private ApiClient nobody;
    private ApiClient protocol;
    private ApiClient viewer;
    private ApiClient stranger;

    @BeforeEach
    void clients() {
        nobody = ApiClient.nobody(mvc);
        protocol = nobody.as("protocol", HERE);
        viewer = nobody.as("viewer", HERE);
        stranger = nobody.as("manager", THERE, "confidential");
    }

    // What a contact goes through

    @Test
    void aContactIsCreatedFoundChangedArchivedAndRestored() throws Exception {
        String family = unique("Vasilenko");
        Answer created = protocol.post("/contacts", contact("Olga", family));
        assertThat(created.status()).isEqualTo(201);
        String id = created.body().path("id").asString();
        assertThat(created.header("Location")).isEqualTo("/crm/api/v1/contacts/" + id);

        Answer found = protocol.get("/contacts/" + id);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.etag()).isEqualTo(created.etag()).isNotEmpty();
        assertThat(found.body()).isEqualTo(created.body());
        assertThat(found.response().getContentType()).startsWith("application/json");
        assertThat(found.header("Cache-Control")).isEqualTo("no-store");
        assertThat(protocol.call(HttpMethod.GET, "/contacts/" + id, null, "If-None-Match", found.etag())
                        .status())
                .isEqualTo(304);
        assertThat(ids(protocol.get("/contacts?text={t}", family))).containsExactly(id);

        Answer changed = protocol.put("/contacts/" + id, found.etag(), with(details(found), "honorific", "H.E."));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/details/honorific").asString()).isEqualTo("H.E.");
        assertThat(changed.etag()).isNotEqualTo(found.etag());

        Answer archived = protocol.post("/contacts/" + id + "/archive", null, "If-Match", changed.etag());
        assertThat(archived.status()).isEqualTo(200);
        assertThat(archived.body().path("archived").asBoolean()).isTrue();
        assertThat(ids(protocol.get("/contacts?text={t}", family))).isEmpty();
        assertThat(ids(protocol.get("/contacts?text={t}&archived=only", family)))
                .containsExactly(id);

        Answer restored = protocol.post("/contacts/" + id + "/restore", null, "If-Match", archived.etag());
        assertThat(restored.body().path("archived").asBoolean()).isFalse();
        List<String> acts = protocol.get("/contacts/" + id + "/history")
                .body()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("action").asString())
                .toList();
        assertThat(acts).containsExactly("restored", "archived", "changed", "created");
    }

    @Test
    void whatIsSentComesBackAndGoesInAgain() throws Exception {
        Map<String, Object> sent = contact("Айгүл", unique("Серікқызы"));
        sent.put(
                "names",
                List.of(
                        Map.of("kind", "latin", "given", "Aigul", "family", unique("Serikkyzy")),
                        Map.of("kind", "native", "given", "Айгүл", "family", unique("Серікқызы"), "language", "kk")));
        sent.put("formOfAddress", Map.of("en", "Dear Ms Serikkyzy", "fr", "Madame"));
        sent.put("languages", List.of("kk", "en"));
        sent.put("country", "KZ");
        sent.put(
                "channels",
                List.of(Map.of(
                        "kind", "email", "purpose", "work", "value", unique("a") + "@x.example", "primary", true)));
        sent.put("externalIds", List.of(Map.of("scheme", "test", "value", unique("v"))));
        sent.put("legalBasis", "public_task");
        sent.put("notes", "First line\nsecond");
        Answer created = protocol.post("/contacts", sent);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("details")).isEqualTo(JSON.valueToTree(sent));

        Answer same = protocol.put(at(created), created.etag(), details(created));
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.body().path("details")).isEqualTo(created.body().path("details"));
    }

    @Test
    void aTreeOfOrganisationsWithPostsAndMandatesIsBuilt() throws Exception {
        Answer top = organisation(unique("Institute"), null);
        Answer part = organisation(unique("Unit"), id(top));
        assertThat(part.body().at("/ancestors/0/id").asString()).isEqualTo(id(top));
        assertThat(ids(protocol.get(at(top) + "/parts"))).containsExactly(id(part));
        assertThat(ids(protocol.get("/organisations?within={id}&kind=unit&kind=think_tank&language=fr", id(top))))
                .contains(id(part));

        Answer post = protocol.post(
                "/posts",
                Map.of("organisation", id(part), "role", "head_of_unit", "title", Map.of("en", "Head"), "seats", 1));
        assertThat(post.status()).as(post.body().toString()).isEqualTo(201);
        assertThat(post.body().path("vacancies").asInt()).isEqualTo(1);
        Answer person = protocol.post("/contacts", contact("Ida", unique("Holder")));
        Map<String, Object> mandate =
                Map.of("contact", id(person), "post", id(post), "tenure", Map.of("since", "2024-05", "until", "2025"));
        Answer begun = protocol.post("/mandates", mandate);
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(201);
        assertThat(begun.body().at("/details/tenure/since").asString()).isEqualTo("2024-05");

        assertThat(ids(protocol.get(at(person) + "/mandates"))).containsExactly(id(begun));
        assertThat(ids(protocol.get("/mandates?organisation={id}&asOf=2025-01-01", id(part))))
                .containsExactly(id(begun));
        assertThat(ids(protocol.get("/mandates?organisation={id}&asOf=2023-01-01", id(part))))
                .isEmpty();
        assertThat(protocol.get(at(part) + "/posts?asOf=2025-01-01")
                        .body()
                        .at("/items/0/holders/0/contact")
                        .asString())
                .isEqualTo(id(person));
        assertThat(protocol.get(at(post) + "?asOf=2023-01-01")
                        .body()
                        .path("vacancies")
                        .asInt())
                .isEqualTo(1);
        assertThat(ids(protocol.get("/posts?organisation={id}&role=head_of_unit&vacant=true", id(part))))
                .containsExactly(id(post));
        assertThat(ids(protocol.get("/contacts?organisation={id}&asOf=2025-01-01", id(top))))
                .containsExactly(id(person));

        Answer now = protocol.get(at(begun));
        assertThat(protocol.call(HttpMethod.DELETE, at(begun), null).status()).isEqualTo(428);
        assertThat(protocol.call(HttpMethod.DELETE, at(begun), null, "If-Match", "\"99\"")
                        .status())
                .isEqualTo(412);
        Answer removed = protocol.call(HttpMethod.DELETE, at(begun), null, "If-Match", now.etag());
        assertThat(removed.status()).isEqualTo(204);
        assertThat(protocol.get(at(begun)).status()).isEqualTo(404);
        Answer archived = protocol.post(at(part) + "/archive", null, "If-Match", part.etag());
        assertThat(archived.body().path("archived").asBoolean()).isTrue();
        assertThat(protocol.get(at(part) + "/history").body().path("items").size())
                .isGreaterThan(1);
        assertThat(protocol.get(at(post) + "/history").body().path("items").size())
                .isPositive();
    }

    @Test
    void theMarkOfAContactFollowsItsMandatesAndItsVersionDoesNot() throws Exception {
        Answer post = protocol.post(
                "/posts", Map.of("organisation", id(organisation(unique("Office"), null)), "role", "adviser"));
        Answer person = protocol.post("/contacts", contact("Nils", unique("Marked")));
        protocol.post("/mandates", Map.of("contact", id(person), "post", id(post)));

        Answer after = protocol.get(at(person));
        assertThat(after.etag()).isNotEqualTo(person.etag());
        assertThat(protocol.call(HttpMethod.GET, at(person), null, "If-None-Match", person.etag())
                        .status())
                .isEqualTo(200);
        assertThat(protocol.put(at(person), person.etag(), details(person)).status())
                .isEqualTo(200);
    }

    @Test
    void searchFindsPeopleAndOrganisations() throws Exception {
        String word = unique("Zhumabek");
        String person = id(protocol.post("/contacts", contact("Aset", word)));
        String house = id(organisation(word + " Foundation", null));
        Answer hits = protocol.get("/search?q={q}", word);
        assertThat(ids(hits)).contains(person, house);
        assertThat(hits.body().at("/items/0/kind").asString()).isEqualTo("contact");
        assertThat(ids(stranger.get("/search?q={q}", word))).isEmpty();
        assertThat(protocol.get("/search").status()).isEqualTo(400);
        assertThat(protocol.get("/search?q=ab&size=51").status()).isEqualTo(400);
    }

    @Test
    void likelyDuplicatesAreTold() throws Exception {
        String family = unique("Doublet");
        String known = id(protocol.post("/contacts", contact("Maria", family)));
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("names", List.of(Map.of("kind", "latin", "given", "Maria", "family", family)));
        Answer told = protocol.post("/contacts/duplicate-check", asked);
        assertThat(told.status()).as(told.body().toString()).isEqualTo(200);
        assertThat(told.body().at("/items/0/contact/id").asString()).isEqualTo(known);
        assertThat(told.body().at("/items/0/reason").asString()).isEqualTo("same_name");
        asked.put("except", known);
        assertThat(protocol.post("/contacts/duplicate-check", asked).body().path("items"))
                .isEmpty();
        assertThat(stranger.post("/contacts/duplicate-check", asked).body().path("items"))
                .isEmpty();
        assertThat(protocol.post("/contacts/duplicate-check", Map.of()).fields())
                .containsExactly("names");
    }

    @Test
    void jobsAreOnesOwn() throws Exception {
        Answer mine = protocol.get("/jobs");
        assertThat(mine.status()).isEqualTo(200);
        assertThat(mine.body().path("items").isArray()).isTrue();
        assertThat(protocol.get("/jobs/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(protocol.post("/jobs/" + UUID.randomUUID() + "/cancel", null).status())
                .isEqualTo(404);
    }

    // Refusals

    @Test
    void whoIsNotSignedInIsRefused() throws Exception {
        Answer refused = nobody.get("/contacts");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(refused.response().getContentType()).startsWith("application/problem+json");
        assertThat(nobody.get("/openapi.json").status()).isEqualTo(401);
        assertThat(nobody.call(HttpMethod.GET, "/contacts", null, "Authorization", "Bearer x.y.z")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whoLacksTheRightIsToldWhoHasIt() throws Exception {
        long before = contacts();
        Answer refused = viewer.post("/contacts", contact("Not", unique("Written")));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("whoCan").valueStream().map(JsonNode::asString))
                .containsExactly("diplomat", "protocol", "manager");
        assertThat(contacts()).isEqualTo(before);

        Answer known = protocol.post("/contacts", contact("Is", unique("There")));
        assertThat(viewer.put(at(known), known.etag(), details(known)).status()).isEqualTo(403);
        assertThat(viewer.post(at(known) + "/archive", null, "If-Match", known.etag())
                        .status())
                .isEqualTo(403);
        assertThat(protocol.get(at(known)).etag()).isEqualTo(known.etag());
        assertThat(nobody.as("administrator", HERE).get("/contacts").status()).isEqualTo(403);
    }

    @Test
    void whatIsForeignTooSensitiveMalformedOrUnknownLooksTheSame() throws Exception {
        Answer foreign = stranger.post("/contacts", contact("Far", unique("Away")));
        Map<String, Object> secret = contact("Top", unique("Secret"));
        secret.put("sensitivity", "confidential");
        Answer hidden = nobody.as("manager", HERE, "confidential").post("/contacts", secret);
        assertThat(hidden.status()).isEqualTo(201);
        JsonNode unknown = protocol.get("/contacts/" + UUID.randomUUID()).body();
        assertThat(unknown.path("status").asInt()).isEqualTo(404);
        for (String id :
                List.of(id(foreign), id(hidden), "none", "1", "' OR 1=1", "00000000-0000-0000-0000-00000000000g")) {
            String at = "/contacts/" + id;
            for (Answer answer : List.of(
                    protocol.get(at),
                    protocol.get(at + "/history"),
                    protocol.get(at + "/mandates"),
                    protocol.put(at, "\"0\"", contact("Not", "Written")),
                    protocol.post(at + "/archive", null, "If-Match", "\"0\""),
                    protocol.post(at + "/restore", null, "If-Match", "\"0\""))) {
                assertThat(answer.status()).as(at).isEqualTo(404);
                assertThat(answer.body()).isEqualTo(unknown);
            }
        }
        assertThat(stranger.get(at(foreign)).etag()).isEqualTo(foreign.etag());
        assertThat(ids(protocol.get(
                        "/contacts?text={t}",
                        hidden.body().at("/details/names/0/family").asString())))
                .isEmpty();
    }

    @Test
    void aForeignRecordInABodyIsRefusedLikeAnUnknownOne() throws Exception {
        Answer foreign = stranger.post("/contacts", contact("Far", unique("Away")));
        Answer post = protocol.post(
                "/posts", Map.of("organisation", id(organisation(unique("Office"), null)), "role", "adviser"));
        Answer withForeign = protocol.post("/mandates", Map.of("contact", id(foreign), "post", id(post)));
        Answer withUnknown = protocol.post("/mandates", Map.of("contact", UUID.randomUUID(), "post", id(post)));
        assertThat(withForeign.status()).isEqualTo(withUnknown.status()).isGreaterThanOrEqualTo(400);
        assertThat(withForeign.body()).isEqualTo(withUnknown.body());
        Answer malformed = protocol.post("/mandates", Map.of("contact", "none", "post", id(post)));
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.fields()).containsExactly("contact");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "mission", "missionId", "version", "createdAt", "changedAt", "archived", "ownerId", "roles"
            })
    void whatAClientMayNotSetIsRefusedAndNotIgnored(String field) throws Exception { // Z5
        Answer known = protocol.post("/contacts", contact("Not", unique("Assigned")));
        Map<String, Object> body = contact("Is", "Changed");
        body.put(field, "019aaaaa-0000-7000-8000-000000000000");
        long before = contacts();
        for (Answer refused : List.of(protocol.post("/contacts", body), protocol.put(at(known), known.etag(), body))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.fields()).containsExactly(field);
        }
        assertThat(contacts()).isEqualTo(before);
        assertThat(protocol.get(at(known)).body()).isEqualTo(known.body());
    }

    @Test
    void aBodyThatCannotBeReadIsRefusedWithTheField() throws Exception {
        assertThat(protocol.post("/contacts", "{").status()).isEqualTo(400);
        assertThat(protocol.post("/contacts", "[]").status()).isEqualTo(400);
        assertThat(protocol.post("/contacts", "{\"source\":\"a\",\"source\":\"b\"}")
                        .status())
                .isEqualTo(400);
        assertThat(protocol.post("/contacts", "{} {}").status()).isEqualTo(400);
        Answer wrongWord = protocol.post("/contacts", Map.of("names", List.of(Map.of("kind", "greek"))));
        assertThat(wrongWord.status()).isEqualTo(400);
        assertThat(wrongWord.fields()).containsExactly("names[0].kind");
        Answer nested = protocol.post("/contacts", Map.of("names", List.of(Map.of("nick", "x"))));
        assertThat(nested.fields()).containsExactly("names[0].nick");
        Answer wrongDate = protocol.post("/mandates", Map.of("tenure", Map.of("since", "last year")));
        assertThat(wrongDate.status()).isEqualTo(400);
        assertThat(wrongDate.fields()).containsExactly("tenure.since");
        assertThat(protocol.send(MockMvcRequestBuilders.post("/crm/api/v1/contacts")
                                .contentType("text/csv")
                                .content("a,b"))
                        .status())
                .isEqualTo(415);
        assertThat(protocol.call(HttpMethod.PATCH, "/contacts", Map.of()).status())
                .isEqualTo(405);
        assertThat(protocol.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void brokenRulesAreToldPerField() throws Exception {
        Answer empty = protocol.post("/contacts", Map.of());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.fields()).containsExactly("sensitivity");

        Map<String, Object> bad = contact("x", "y");
        bad.put("names", JSON.readTree("[null, {\"given\": \"A\"}]"));
        bad.put("channels", List.of(Map.of("kind", "email")));
        bad.put("externalIds", List.of(Map.of("scheme", "a b", "value", " ")));
        Answer shape = protocol.post("/contacts", bad);
        assertThat(shape.status()).isEqualTo(422);
        assertThat(shape.fields())
                .containsExactlyInAnyOrder(
                        "names[0]",
                        "names[1].kind",
                        "channels[0].purpose",
                        "channels[0].value",
                        "externalIds[0].scheme",
                        "externalIds[0].value");

        Map<String, Object> rules = contact("", "");
        rules.put("country", "XX");
        rules.put("languages", List.of("en", "klingon"));
        rules.put(
                "channels",
                List.of(
                        Map.of("kind", "email", "purpose", "work", "value", "good@x.example"),
                        Map.of("kind", "email", "purpose", "work", "value", "not an address")));
        Answer refused = protocol.post("/contacts", rules);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields())
                .containsExactlyInAnyOrder("names[0].family", "country", "languages[1]", "channels[1].value");
        for (JsonNode violation : refused.body().path("violations")) {
            assertThat(violation.path("message").asString()).isNotBlank().doesNotStartWith("crm.");
        }

        assertThat(protocol.post("/organisations", Map.of()).fields())
                .containsExactlyInAnyOrder("names", "kind", "circle");
        assertThat(protocol.post("/posts", Map.of()).fields()).containsExactlyInAnyOrder("organisation", "role");
        Map<String, Object> backwards = new LinkedHashMap<>(organisationBody(unique("Backwards"), null));
        backwards.put("validity", Map.of("since", "2024", "until", "2023-12-31"));
        Answer turned = protocol.post("/organisations", backwards);
        assertThat(turned.status()).isEqualTo(422);
        assertThat(turned.fields()).containsExactly("validity.until");
        assertThat(turned.body().at("/violations/0/message").asString()).contains("2023-12-31");
    }

    @Test
    void aChangeNeedsTheVersionItIsBasedOn() throws Exception {
        Answer known = protocol.post("/contacts", contact("Ver", unique("Sion")));
        assertThat(protocol.call(HttpMethod.PUT, at(known), details(known)).status())
                .isEqualTo(428);
        assertThat(protocol.post(at(known) + "/archive", null).status()).isEqualTo(428);
        for (String stale : List.of("\"77\"", "*", "W/\"0\"", "0", "\"0\", \"1\"", "\"x\"")) {
            assertThat(protocol.put(at(known), stale, details(known)).status())
                    .as(stale)
                    .isEqualTo(412);
        }
        Answer changed = protocol.put(at(known), known.etag(), with(details(known), "source", "elsewhere"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(protocol.put(at(known), known.etag(), with(details(known), "source", "lost"))
                        .status())
                .isEqualTo(412);
        assertThat(protocol.get(at(known)).body()).isEqualTo(changed.body());
    }

    @Test
    void anActOnAnImportNeedsTheVersionItIsBasedOn() throws Exception {
        byte[] file = "name\nZhanna Omarova\n".getBytes(StandardCharsets.UTF_8);
        Answer made = protocol.upload("/imports", "list.csv", file, Map.of("subject", "contacts"));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String at = "/imports/" + made.body().path("id").asString();
        Map<String, Object> decision = Map.of("decision", "skip");
        for (String act : List.of("/check", "/apply", "/revert", "/decisions")) {
            Object body = act.equals("/decisions") ? decision : null;
            assertThat(protocol.post(at + act, body).status()).as(act).isEqualTo(428);
            assertThat(protocol.post(at + act, body, "If-Match", "\"77\"").status())
                    .as(act)
                    .isEqualTo(412);
        }
        assertThat(protocol.call(HttpMethod.DELETE, at, null).status()).isEqualTo(428);
        assertThat(protocol.call(HttpMethod.DELETE, at, null, "If-Match", "\"77\"")
                        .status())
                .isEqualTo(412);
        assertThat(protocol.post(at + "/decisions", decision, "If-Match", made.etag())
                        .status())
                .as("nothing to decide yet")
                .isEqualTo(409);
        assertThat(protocol.call(HttpMethod.DELETE, at, null, "If-Match", made.etag())
                        .status())
                .isEqualTo(204);
        assertThat(protocol.get(at).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts?sirname=x",
                "/contacts?fields=name",
                "/contacts?expand=mandates",
                "/contacts?filter=function('sleep',5)",
                "/contacts?sort=name;drop",
                "/contacts?sort=(select 1)",
                "/contacts?sort=password.hash,asc",
                "/contacts?sort=mission.name",
                "/contacts?circle=' OR 1=1",
                "/contacts?role=chair--",
                "/contacts?sensitivity=secret",
                "/contacts?organisation=1 or 1=1",
                "/contacts?asOf=yesterday",
                "/contacts?archived=maybe",
                "/contacts?descending=sideways",
                "/contacts?cursor=' OR 1=1",
                "/contacts?cursor=bm9uZQ",
                "/contacts?size=ten",
                "/contacts/019aaaaa-0000-7000-8000-000000000000?fields=notes",
                "/organisations?kind=castle",
                "/organisations?sort=seats",
                "/organisations?cursor=zzz",
                "/posts?role=king",
                "/mandates?cursor=zzz",
                "/jobs?cursor=zzz"
            })
    void aParameterThatIsUnknownOrMakesNoSenseIsRefused(String path) throws Exception { // I1, I2
        String[] parts = path.split("[?=]", 3);
        Answer refused = protocol.get(parts[0] + "?" + parts[1] + "={v}", parts[2]);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly(parts[1]);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "101", "2147483647", "2147483648"})
    void aSliceHasOneToAHundredEntries(String size) throws Exception { // D1
        for (String list : List.of("/contacts", "/organisations", "/posts", "/mandates", "/jobs")) {
            Answer refused = protocol.get(list + "?size=" + size);
            assertThat(refused.status()).as(list).isEqualTo(400);
            assertThat(refused.fields()).containsExactly("size");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 --",
                "\\",
                "%",
                "_",
                "qx\0zq",
                "\uD83D\uDE00\uD83D\uDE00",
                "((((",
                "\"; drop table crm_contact; --"
            })
    void textThatIsMeantToBreakTheSearchFindsNothing(String text) throws Exception { // I4
        for (String path : List.of("/contacts?text={t}", "/organisations?text={t}", "/search?q={t}")) {
            Answer answer = protocol.get(path, text);
            assertThat(answer.status()).as(path).isIn(200, 400);
            assertThat(answer.body().path("items")).isEmpty();
        }
    }

    // Creating calls that are repeated

    @Test
    void aRepeatedCallGivesTheSameAnswerAndCreatesNothing() throws Exception { // C6
        String key = unique("key");
        Map<String, Object> body = contact("Once", unique("Only"));
        long before = contacts();
        Answer first = protocol.post("/contacts", body, "Idempotency-Key", key);
        Answer second = protocol.post("/contacts", body, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .isEqualTo("/crm/api/v1" + at(first));
        assertThat(second.etag())
                .isEqualTo(first.etag())
                .isEqualTo(protocol.get(at(first)).etag());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(contacts()).isEqualTo(before + 1);

        Answer other = protocol.post("/contacts", contact("Another", unique("Body")), "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(contacts()).isEqualTo(before + 1);
        Answer colleague = nobody.as("diplomat", HERE).post("/contacts", body, "Idempotency-Key", key);
        assertThat(colleague.status()).isEqualTo(201);
        assertThat(id(colleague)).isNotEqualTo(id(first));
        assertThat(protocol.post("/contacts", body, "Idempotency-Key", "with blank")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRefusedCallDoesNotUseUpItsKey() throws Exception {
        String key = unique("key");
        assertThat(protocol.post("/contacts", contact("", ""), "Idempotency-Key", key)
                        .status())
                .isEqualTo(422);
        assertThat(protocol.post("/contacts", contact("Now", unique("Good")), "Idempotency-Key", key)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void callsWithTheSameKeyAtTheSameTimeCreateOneRecord() throws Exception { // C6
        String key = unique("key");
        Map<String, Object> body = contact("Race", unique("Winner"));
        protocol.get("/contacts");
        long before = contacts();
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> protocol.post("/contacts", body, "Idempotency-Key", key));
        }
        Set<String> created = new HashSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Answer> call : threads.invokeAll(calls)) {
                Answer answer = call.get();
                assertThat(answer.status()).isIn(201, 409);
                if (answer.status() == 201) {
                    created.add(id(answer));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(created).hasSize(1);
        assertThat(contacts()).isEqualTo(before + 1);
    }

    // Z6: a repeated call tells no more than its officer may see now
    @Test
    void z6ARepeatedCallIsAnsweredByTheRightsOfNow() throws Exception {
        String key = unique("key");
        Map<String, Object> body = contact("Once", unique("Raised"));
        ApiClient manager = nobody.as("manager", HERE, "confidential");
        Answer made = protocol.post("/contacts", body, "Idempotency-Key", key);
        long before = contacts();
        Answer changed = manager.put(at(made), made.etag(), with(details(made), "source", "elsewhere"));
        Answer now = protocol.post("/contacts", body, "Idempotency-Key", key);
        assertThat(now.status()).isEqualTo(201);
        assertThat(now.body()).isEqualTo(changed.body());
        assertThat(now.etag()).isEqualTo(changed.etag());

        assertThat(manager.put(at(made), changed.etag(), with(details(made), "sensitivity", "confidential"))
                        .status())
                .isEqualTo(200);
        Answer hidden = protocol.post("/contacts", body, "Idempotency-Key", key);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(protocol.get(at(made)).body());
        assertThat(contacts()).isEqualTo(before);
        assertThat(database.sql("select group_concat(column_name) from information_schema.columns"
                                + " where table_schema = database() and table_name = 'crm_idempotency_key'")
                        .query(String.class)
                        .single())
                .as("nothing of the record is kept with the key")
                .doesNotContain("body,");
    }

    @Test
    void anUploadIsRepeatedByItsContentAndNotByItsName() throws Exception {
        String key = unique("key");
        Map<String, String> subject = Map.of("subject", "contacts");
        byte[] file = "name\nZhanna Omarova\n".getBytes(StandardCharsets.UTF_8);
        byte[] other = "name\nZhanna Omarowa\n".getBytes(StandardCharsets.UTF_8);
        assertThat(other).hasSameSizeAs(file);
        Answer first = protocol.upload("/imports", "list.csv", file, subject, "Idempotency-Key", key);
        Answer again = protocol.upload("/imports", "list.csv", file, subject, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(protocol.upload("/imports", "list.csv", other, subject, "Idempotency-Key", key)
                        .status())
                .isEqualTo(422);
    }

    // C6: the lock of a call is free a little before its note is committed
    @Test
    void aCallThatComesWhileTheFirstOneIsBeingCommittedActsNotAgain() throws Exception {
        Officer officer = officers.signedIn(new SignIn(
                "test",
                "window",
                Officer.Kind.PERSON,
                "Window",
                null,
                Set.of(Role.PROTOCOL),
                Set.of(HERE),
                Sensitivity.INTERNAL));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/crm/api/v1/test");
        request.addHeader("Idempotency-Key", unique("window"));
        AtomicInteger acts = new AtomicInteger();
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        Supplier<ApiSupport.Created> act = () -> {
            acts.incrementAndGet();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    committing.countDown();
                    await(commit);
                }
            });
            return new ApiSupport.Created("/test/1", Map.of("done", true), 0);
        };
        Callable<Integer> call = () -> access.callAs(officer, () -> {
            try {
                return support.create(request, Map.of(), act, id -> new ApiSupport.Created("/test/" + id, id, 0))
                        .getStatusCode()
                        .value();
            } catch (ConflictException stillRuns) {
                return 409;
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> first = threads.submit(call);
            await(committing);
            Future<Integer> second = threads.submit(call);
            Awaitility.await("the second call meets the first").until(() -> second.isDone() || isWaiting());
            commit.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(201);
            assertThat(second.get(30, TimeUnit.SECONDS)).isIn(201, 409);
        } finally {
            commit.countDown();
            threads.shutdownNow();
        }
        assertThat(acts).hasValue(1);
        assertThat(call.call()).isEqualTo(201);
        assertThat(acts).hasValue(1);
    }

    /** Whether a statement about keys is being worked on: it waits for the transaction that holds the row. */
    private boolean isWaiting() {
        return database.sql("show processlist").query().listOfRows().stream()
                .anyMatch(row -> String.valueOf(row.get("Info")).contains("crm_idempotency_key"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    // Fault 6, C6: with a key the transaction is ours, so it is we who begin it anew
    @ParameterizedTest
    @ValueSource(ints = {1205, 1213, 1020})
    void aCallWithAKeyThatTheDatabaseGaveUpIsDoneAgain(int code) {
        Officer officer = officers.signedIn(new SignIn(
                "test",
                "contention",
                Officer.Kind.PERSON,
                "Contention",
                null,
                Set.of(Role.PROTOCOL),
                Set.of(HERE),
                Sensitivity.INTERNAL));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/crm/api/v1/test");
        request.addHeader("Idempotency-Key", unique("given-up"));
        AtomicInteger attempts = new AtomicInteger();
        Supplier<ApiSupport.Created> act = () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new UncategorizedSQLException("act", null, new SQLException("given up", "HY000", code));
            }
            return new ApiSupport.Created("/test/1", Map.of("done", true), 0);
        };
        for (int i = 0; i < 2; i++) {
            ResponseEntity<?> answer = access.callAs(
                    officer,
                    () -> support.create(request, Map.of(), act, id -> new ApiSupport.Created("/test/" + id, id, 0)));
            assertThat(answer.getStatusCode().value()).isEqualTo(201);
            assertThat(attempts).hasValue(3);
        }
    }

    // Z8: the API is no oracle of a hidden contact's external id
    @Test
    void z8AnExternalIdOfAHiddenContactMayBeGivenAgain() throws Exception {
        List<Map<String, String>> externalIds = List.of(Map.of("scheme", "orcid", "value", unique("0000")));
        Map<String, Object> hidden = contact("Aliya", unique("Hidden"));
        hidden.put("sensitivity", "confidential");
        hidden.put("externalIds", externalIds);
        assertThat(nobody.as("manager", HERE, "confidential")
                        .post("/contacts", hidden)
                        .status())
                .isEqualTo(201);
        Map<String, Object> open = contact("Boris", unique("Open"));
        open.put("externalIds", externalIds);
        assertThat(protocol.post("/contacts", open).status()).isEqualTo(201);
        Answer taken = protocol.post("/contacts", open);
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.fields()).containsExactly("externalIds[0].value");
    }

    // A11: how a script finds what it brought in before
    @Test
    void a11ARecordIsFoundByItsExternalId() throws Exception {
        String value = unique("0000");
        Map<String, Object> person = contact("Aliya", unique("Known"));
        person.put("externalIds", List.of(Map.of("scheme", "orcid", "value", value)));
        Answer made = protocol.post("/contacts", person);
        Answer found = viewer.get("/contacts/by-external-id?scheme=orcid&value={v}", value);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(made.body());
        assertThat(found.etag()).isEqualTo(made.etag());
        Map<String, Object> body = organisationBody(unique("Known"), null);
        body.put("externalIds", List.of(Map.of("scheme", "orcid", "value", value)));
        String organisation = id(protocol.post("/organisations", body));
        assertThat(id(viewer.get("/organisations/by-external-id?scheme=ORCID&value={v}", value)))
                .isEqualTo(organisation);
        assertThat(viewer.get("/contacts/by-external-id?scheme=orcid&value={v}x", value)
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get("/contacts/by-external-id?scheme=orcid&value={v}", value)
                        .status())
                .isEqualTo(404);
        assertThat(viewer.get("/contacts/by-external-id?scheme=no scheme&value=1")
                        .status())
                .isEqualTo(400);
        assertThat(viewer.get("/contacts/by-external-id?scheme=orcid").status()).isEqualTo(400);
    }

    // A3: who held which office on a day, in one call
    @Test
    void a3MandatesAreAskedForByOfficeAndDay() throws Exception {
        String committee = id(organisation(unique("Committee"), null));
        Map<String, Object> chair = new LinkedHashMap<>();
        chair.put("organisation", committee);
        chair.put("role", "chair");
        chair.put("seats", 1);
        String post = id(protocol.post("/posts", chair));
        List<String> people = new ArrayList<>();
        for (String[] period : new String[][] {{"2024-07-16", "2025-03-01"}, {"2025-03-02", null}}) {
            String contact = id(protocol.post("/contacts", contact("Chair", unique("Person"))));
            people.add(contact);
            Map<String, Object> tenure = new LinkedHashMap<>();
            tenure.put("since", period[0]);
            tenure.put("until", period[1]);
            Answer made = protocol.post("/mandates", Map.of("contact", contact, "post", post, "tenure", tenure));
            assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        }
        Answer then = viewer.get("/mandates?organisation={o}&role=chair&asOf=2025-03-01", committee);
        assertThat(then.body().path("items")).hasSize(1);
        assertThat(then.body().at("/items/0/details/contact").asString()).isEqualTo(people.get(0));
        assertThat(viewer.get("/mandates?post={p}", post).body().path("items")).hasSize(2);
        assertThat(viewer.get("/mandates?contact={c}", people.get(1)).body().path("items"))
                .hasSize(1);
        assertThat(viewer.get("/mandates?within={o}&asOf=+999999999-12-31", committee)
                        .status())
                .isEqualTo(400);
        assertThat(stranger.get("/mandates?organisation={o}", committee).body().path("items"))
                .isEmpty();
    }

    // Z20, S1: the log and the proof of it
    @Test
    void z20TheAuditLogIsListedAndVerifiedByThoseWhoWatchOverIt() throws Exception {
        String contact = id(protocol.post("/contacts", contact("Aliya", unique("Watched"))));
        ApiClient privacy = nobody.as("privacy-officer", HERE, "internal");
        Answer entries = privacy.get("/audit/entries?record={r}&action=created", contact);
        assertThat(entries.status()).isEqualTo(200);
        assertThat(entries.body().at("/items/0/record").asString()).isEqualTo(contact);
        assertThat(entries.body().at("/items/0/actor").asString()).isEqualTo("protocol-" + HERE + "-restricted");
        assertThat(entries.body().at("/items/0/changes")).isNotEmpty();
        String actor = entries.body().at("/items/0/actorId").asString();
        assertThat(privacy.get("/audit/entries?actor={a}&kind=contact&size=1", actor)
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(privacy.get("/audit/entries?until=2020-01-01T00:00:00Z")
                        .body()
                        .path("items"))
                .isEmpty();
        Answer chains = privacy.get("/audit/chains");
        assertThat(chains.body().path("items")).hasSize(1);
        String mission = chains.body().at("/items/0/mission").asString();
        String length = chains.body().at("/items/0/length").asString();
        String hash = chains.body().at("/items/0/hash").asString();
        JsonNode whole = checked(privacy, head(mission, length, hash));
        assertThat(whole.path("state").asString()).isEqualTo("whole");
        assertThat(whole.path("chains")).hasSize(1);
        assertThat(whole.at("/chains/0/mission").asString()).isEqualTo(mission);
        assertThat(whole.at("/chains/0/checked").asLong()).isGreaterThanOrEqualTo(Long.parseLong(length));
        assertThat(whole.path("chains").path(0).has("firstBad")).isFalse();
        JsonNode broken = checked(privacy, head(mission, length, "0".repeat(64)));
        assertThat(broken.path("state").asString()).isEqualTo("broken");
        assertThat(broken.at("/chains/0/firstBad").asString()).isEqualTo(length);
        String check = "/audit/checks/" + whole.path("id").asString();
        assertThat(privacy.get("/jobs/" + whole.path("job").asString())
                        .body()
                        .path("target")
                        .asString())
                .isEqualTo(check);

        assertThat(privacy.post("/audit/checks", head(mission, length, "0")).fields())
                .containsExactly("noted[0].hash");
        assertThat(privacy.post("/audit/checks", Map.of("noted", List.of(Map.of("mission", mission))))
                        .fields())
                .containsExactlyInAnyOrder("noted[0].length", "noted[0].hash");
        assertThat(viewer.post("/audit/checks", Map.of()).status()).isEqualTo(403);
        assertThat(stranger.post("/audit/checks", head(mission, length, hash)).status())
                .isEqualTo(404);
        assertThat(stranger.get(check).status()).isEqualTo(404);
        assertThat(nobody.as("manager", HERE, "confidential").get(check).status())
                .as("of another officer")
                .isEqualTo(404);
        assertThat(viewer.get("/audit/entries").status()).isEqualTo(403);
        assertThat(stranger.get("/audit/entries?mission={m}", mission).status()).isEqualTo(404);
        assertThat(stranger.get("/audit/entries?record={r}", contact).body().path("items"))
                .isEmpty();
    }

    private static Map<String, Object> head(String mission, String length, String hash) {
        return Map.of("noted", List.of(Map.of("mission", mission, "length", Long.valueOf(length), "hash", hash)));
    }

    /** The check against that end once it is over. */
    private static JsonNode checked(ApiClient client, Map<String, Object> body) throws Exception {
        Answer made = client.post("/audit/checks", body);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String path = "/audit/checks/" + made.body().path("id").asString();
        assertThat(made.header("Location")).endsWith(path);
        for (int i = 0; i < 300; i++) {
            JsonNode check = client.get(path).body();
            if (!check.path("state").asString().equals("checking")) {
                return check;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("the check is not over: " + client.get(path).body());
    }

    @Test
    void z20TheAuditLogHidesOlderEntriesOfAContactThatWasMadeMoreSensitive() throws Exception {
        ApiClient manager = nobody.as("manager", HERE, "confidential");
        ApiClient privacy = nobody.as("privacy-officer", HERE, "internal");
        Answer made = protocol.post("/contacts", contact("Aliya", unique("Raised")));
        String contact = id(made);
        assertThat(privacy.get("/audit/entries?record={r}", contact).body().path("items"))
                .hasSize(1);
        assertThat(manager.put("/contacts/" + contact, made.etag(), with(details(made), "sensitivity", "confidential"))
                        .status())
                .isEqualTo(200);
        assertThat(privacy.get("/audit/entries?record={r}", contact).body().path("items"))
                .isEmpty();
        assertThat(privacy.get("/audit/entries?size=100").body().toString()).doesNotContain(contact);
        assertThat(manager.get("/audit/entries?record={r}", contact).body().path("items"))
                .hasSizeGreaterThan(1);
    }

    // Walking through a list

    @Test
    void aWalkThroughAListMissesNothingAndRepeatsNothingWhileRowsAreAdded() throws Exception {
        String mission = unique("walk").toLowerCase(Locale.ROOT);
        ApiClient walker = nobody.as("protocol", mission);
        Set<String> there = new HashSet<>();
        for (int i = 0; i < 250; i++) {
            there.add(id(walker.post("/contacts", contact("Given" + i % 7, "Family" + i % 50))));
        }
        assertThat(there).hasSize(250);
        for (String order : List.of("", "&descending=true", "&sort=created", "&sort=changed&descending=true")) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            int slices = 0;
            do {
                Answer slice =
                        walker.get("/contacts?size=20" + order + (cursor.isEmpty() ? "" : "&cursor={c}"), cursor);
                assertThat(slice.status()).as(slice.body().toString()).isEqualTo(200);
                seen.addAll(ids(slice));
                cursor = slice.body().path("next").asString("");
                assertThat(slice.header("Link").isEmpty()).isEqualTo(cursor.isEmpty());
                walker.post("/contacts", contact("Given" + slices, "Family" + slices * 4));
                slices++;
            } while (!cursor.isEmpty() && slices < 100);
            assertThat(seen).doesNotHaveDuplicates().containsAll(there);
        }
    }

    @Test
    void theLinkToTheNextSliceKeepsTheFilter() throws Exception {
        String family = unique("Linked");
        protocol.post("/contacts", contact("A", family));
        protocol.post("/contacts", contact("B", family));
        Answer first = protocol.get("/contacts?text={t}&size=1", family);
        String link = first.header("Link");
        assertThat(link).matches("</crm/api/v1/contacts\\?.*>; rel=\"next\"").contains("text=" + family, "size=1");
        Answer second = protocol.get(link.substring("</crm/api/v1".length(), link.indexOf('>')));
        assertThat(ids(second)).hasSize(1).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void theDescriptionOfTheApiIsServed() throws Exception {
        Answer served = viewer.get("/openapi.json");
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.response().getContentType()).startsWith("application/json");
        assertThat(served.body().path("openapi").asString()).startsWith("3.1");
        assertThat(served.body().at("/servers/0/url").asString()).isEqualTo("/crm/api/v1");
    }

    // Fixtures

    private static Map<String, Object> contact(String given, String family) {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("names", List.of(Map.of("kind", "latin", "given", given, "family", family)));
        contact.put("sensitivity", "internal");
        return contact;
    }

    private Answer organisation(String name, @Nullable String parent) throws Exception {
        Answer created = protocol.post("/organisations", organisationBody(name, parent));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created;
    }

    private static Map<String, Object> organisationBody(String name, @Nullable String parent) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("names", Map.of("en", name));
        body.put("kind", parent == null ? "think_tank" : "unit");
        body.put("circle", "expert");
        body.put("parent", parent);
        return body;
    }

    private static ObjectNode details(Answer answer) {
        return (ObjectNode) answer.body().path("details");
    }

    private static ObjectNode with(ObjectNode details, String field, String value) {
        return details.deepCopy().put(field, value);
    }

    /** Path of the record that an answer shows. */
    private static String at(Answer answer) {
        JsonNode details = answer.body().path("details");
        String list = details.has("contact")
                ? "/mandates/"
                : details.has("role") ? "/posts/" : details.has("circle") ? "/organisations/" : "/contacts/";
        return list + id(answer);
    }

    private static String id(Answer answer) {
        assertThat(answer.body().has("id")).as(answer.body().toString()).isTrue();
        return answer.body().path("id").asString();
    }

    private static List<String> ids(Answer slice) {
        assertThat(slice.status()).as(slice.body().toString()).isEqualTo(200);
        return slice.body()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private long contacts() {
        return database.sql("select count(*) from crm_contact")
                .query(Long.class)
                .single();
    }

    private static String unique(String word) {
        return word + Long.toString(System.nanoTime(), 36);
    }
}
