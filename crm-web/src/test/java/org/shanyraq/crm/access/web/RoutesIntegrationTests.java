package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.invitation.web.ReplyRows;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.local.LocalPorts;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.web.MailRows;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.running.UserToken;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.shanyraq.crm.standalone.CrmApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Threat Z1: every route is called as every role and as nobody, and what happens is the committed table {@code routes.csv}. A route
 * that says no right fails; a new or changed one shows in the table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesIntegrationTests {

    private static final String NOBODY = "anonymous";
    private static final String ID = "01920000-0000-7000-8000-000000000000";
    private static final Map<String, Role> USERS = users();

    private ConfigurableApplicationContext application;
    private String address;

    @BeforeAll
    void start() {
        int port = LocalPorts.free();
        address = "http://127.0.0.1:" + port;
        KeycloakForTests.admin().allowApplication(address);
        List<String> arguments =
                new ArrayList<>(LocalApplication.arguments(port, LocalPorts.free(), RunningCrm.parts("routes")));
        arguments.add(RunningCrm.WITHOUT_DEMO_DATA);
        application = CrmApplication.application().run(arguments.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void z1EveryRouteOpensToTheRolesThatHaveItsRightAndToNobodyElse() throws Exception {
        Map<String, @Nullable Right> routes = routes();
        Map<String, Callable<List<String>>> walks = new LinkedHashMap<>();
        walks.put(NOBODY, () -> outcomes(routes.keySet(), new HttpBrowser(address), "", () -> ""));
        for (String user : USERS.keySet()) {
            HttpBrowser browser = new HttpBrowser(address);
            browser.signIn(user);
            String csrf = browser.csrf("/crm/me");
            walks.put(user, () -> outcomes(routes.keySet(), browser, csrf, UserToken.of(user)));
        }
        Map<String, Iterator<String>> outcomes = walked(walks);
        List<String> table = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        table.add("method,path,right," + NOBODY + "," + String.join(",", USERS.keySet()));
        routes.forEach((route, right) -> {
            StringBuilder line = new StringBuilder(route.replace(' ', ',') + "," + (right == null ? "public" : right));
            outcomes.forEach((user, those) -> {
                String outcome = those.next();
                line.append(',').append(outcome);
                Role role = USERS.get(user);
                boolean may = right == null || (role != null && role.rights().contains(right));
                if (role != null && !outcome.equals(may ? "open" : "denied")) {
                    wrong.add(route + " as " + user + ": " + outcome);
                }
            });
            table.add(line.toString());
        });
        Path now = Path.of("target", "routes.csv");
        Files.writeString(now, String.join("\n", table) + "\n");
        assertThat(wrong).isEmpty();
        assertThat(String.join("\n", table) + "\n")
                .as(
                        "the table of routes; when the change is meant, copy crm-web/target/routes.csv over src/test/resources/routes.csv")
                .isEqualTo(new ClassPathResource("routes.csv").getContentAsString(StandardCharsets.UTF_8));
    }

    /**
     * Threats Z1, Z2, Z6, Z9, Z10: every route that leads to one contact, mandate, segment, dialogue, file, guest, series, interaction, mail or reply, and every list, with records
     * of each sensitivity, as every role and as other missions. A hidden record gives the same answer as one that does not exist.
     */
    @Test
    void z1EveryRouteShowsRecordsUpToTheClearanceAndHidesTheOthersWhole() throws Exception {
        ApiCalls manager = new ApiCalls(address, UserToken.of("manager"));
        Map<String, Actor> actors = new LinkedHashMap<>();
        USERS.forEach((user, role) -> actors.put(user, actor(user, role, true)));
        actors.put("diplomat-gva", actor("diplomat-gva", Role.DIPLOMAT, false));
        actors.put("manager-gva", actor("manager-gva", Role.MANAGER, false));
        Map<Sensitivity, Records> records = new EnumMap<>(Sensitivity.class);
        for (Sensitivity sensitivity : Sensitivity.values()) {
            records.put(sensitivity, Records.make(manager, application.getBean(JdbcClient.class), sensitivity));
        }
        Map<String, @Nullable Right> all = routes();
        Map<String, @Nullable Right> routes = new TreeMap<>();
        all.forEach((route, right) -> {
            if (route.matches(OF_ONE)) {
                routes.put(route, right);
            }
        });
        LISTS.forEach(list -> routes.put(list, all.get(routeOf(list))));
        Map<String, Callable<List<String>>> walks = new LinkedHashMap<>();
        actors.forEach((user, actor) -> walks.put(user, () -> found(actor, routes, records)));
        Map<String, Iterator<String>> found = walked(walks);
        List<String> table = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        table.add("method,path,sensitivity," + String.join(",", actors.keySet()));
        routes.forEach((route, right) -> records.forEach((sensitivity, record) -> {
            StringBuilder line = new StringBuilder(route.replace(' ', ',') + "," + sensitivity.code());
            actors.forEach((user, actor) -> {
                boolean shown = sees(actor, route, sensitivity)
                        && !route.equals(OF_WHAT_NOBODY_ASKED)
                        && !route.equals(OF_WHAT_NOBODY_SAID);
                String wanted = !may(actor, right) ? "denied" : shown ? "shown" : "hidden";
                String one = Objects.requireNonNull(found.get(user)).next();
                line.append(',').append(one);
                if (!one.equals(wanted)) {
                    wrong.add(route + " " + sensitivity.code() + " as " + user + ": " + one);
                }
            });
            table.add(line.toString());
        }));
        records.forEach((sensitivity, record) -> {
            var contact = manager.get("/contacts/" + record.contact());
            if (contact.body().path("version").asLong(-1) != 0
                    || contact.body().path("archived").asBoolean(true)
                    || manager.get("/mandates/" + record.mandate()).status() != 200
                    || manager.get("/dialogues/" + record.dialogue())
                                    .body()
                                    .path("version")
                                    .asLong(-1)
                            != 0
                    || manager.get("/dialogues/" + record.open() + "/attachments/" + record.attachment())
                                    .body()
                                    .path("version")
                                    .asLong(-1)
                            != 0
                    || manager.get("/dialogues/" + record.open() + "/guests/" + record.invitation())
                                    .body()
                                    .path("version")
                                    .asLong(-1)
                            != 0
                    || manager.get("/dialogue-series/" + record.series())
                                    .body()
                                    .path("version")
                                    .asLong(-1)
                            != 0
                    || manager.get("/interactions/" + record.interaction())
                                    .body()
                                    .path("version")
                                    .asLong(-1)
                            != 0
                    || manager.get("/segments/" + record.segment())
                                    .body()
                                    .path("version")
                                    .asLong(-1)
                            != 0
                    || manager.get("/contacts/" + record.contact() + "/history")
                                    .body()
                                    .path("items")
                                    .size()
                            != 3) {
                wrong.add("a refused call changed the " + sensitivity.code() + " record");
            }
        });
        String now = String.join("\n", table) + "\n";
        Files.writeString(Path.of("target", "sensitivities.csv"), now);
        assertThat(wrong).isEmpty();
        assertThat(now)
                .as("the table of sensitivities; when the change is meant, copy crm-web/target/sensitivities.csv over"
                        + " src/test/resources/sensitivities.csv")
                .isEqualTo(new ClassPathResource("sensitivities.csv").getContentAsString(StandardCharsets.UTF_8));
    }

    /** What is read, and what files take in and give out, is walked, or exempt for a reason that is said here. */
    @Test
    void z1NoRouteThatReadsIsLeftOutOfTheWalk() {
        Map<String, @Nullable Right> routes = routes();
        Set<String> listed = LISTS.stream().map(RoutesIntegrationTests::routeOf).collect(Collectors.toSet());
        assertThat(routes.keySet()).as("what is walked exists").containsAll(listed);

        Set<String> left = new TreeSet<>();
        routes.forEach((route, right) -> {
            boolean reads = right != null
                    && (right.name().startsWith("READ_") || right == Right.IMPORT || right == Right.EXPORT);
            if (reads
                    && !route.matches(OF_ONE)
                    && !listed.contains(route)
                    && NOT_WALKED.keySet().stream().noneMatch(route::matches)) {
                left.add(route);
            }
        });
        assertThat(left).isEmpty();
    }

    /** Routes of one record that has a sensitivity. */
    private static final String OF_ONE =
            "\\S+ /crm/(api/v1/)?(contacts|mandates|segments|dialogues|dialogue-series|interactions|lines|questions|mails|calendar-answers)/\\{.*";

    /** None of the guests wants to send somebody, so that there is nothing to show, whoever looks. */
    private static final String OF_WHAT_NOBODY_ASKED = "GET /crm/api/v1/dialogues/{dialogueId}/guests/{id}/delegate";

    /** None of the lines is in use. */
    private static final String OF_WHAT_NOBODY_SAID = "GET /crm/api/v1/lines/{id}/uses/{use}";

    /** Routes that read, as patterns, and why each is not walked. */
    private static final Map<String, String> NOT_WALKED = Map.of(
            "\\S+ /crm/(api/v1/)?imports(/.*)?",
                    "an import is as sensitive as the contacts that it speaks of: ImportIntegrationTests, tests of Z6",
            "\\S+ /crm/exports/.*",
                    "an export is its owner's alone and holds what a list shows: ExportIntegrationTests, ExportPagesIntegrationTests",
            "\\S+ /crm/(api/v1/)?invitation-templates(/.*)?",
                    "a template speaks of nobody and has no sensitivity: TemplateIntegrationTests",
            "\\S+ /crm/(api/v1/)?topics(/.*)?",
                    "a topic speaks of nobody and has no sensitivity: TopicIntegrationTests",
            "\\S+ /crm/(api/v1/)?(follow-ups|commitments|owed|working-days|reminders|me/digest)(/.*)?",
                    "as sensitive as what they are linked to: FollowUpIntegrationTests, CommitmentIntegrationTests, FollowUpPagesIntegrationTests",
            "\\S+ /crm/(api/v1/)?audit/(chains|checks)(/.*)?",
                    "numbers and hashes of whole chains, and of no record: AuditTrailIntegrationTests, AuditCheckIntegrationTests");

    /**
     * Lists that name organisations and posts, which have no sensitivity, and must name nobody, whoever looks; and what finds lines in use, of which
     * none of the walk is one.
     */
    private static final Set<String> NAMES_NOBODY = Set.of(
            "GET /crm/organisations?text=Committee",
            "GET /crm/organisations/suggest?q=Committee",
            "GET /crm/organisations/tree?at=ORGANISATION",
            "GET /crm/organisations/ORGANISATION/history",
            "GET /crm/posts/suggest?q=Committee",
            "GET /crm/posts/POST/history",
            "GET /crm/api/v1/organisations?text=Committee",
            "GET /crm/api/v1/organisations/by-external-id?scheme=walked&value=EXTERNAL",
            "GET /crm/api/v1/organisations/ORGANISATION",
            "GET /crm/api/v1/organisations/ORGANISATION/history",
            "GET /crm/api/v1/organisations/ORGANISATION/parts",
            "GET /crm/organisations/ORGANISATION/visits",
            "GET /crm/api/v1/organisations/ORGANISATION/visits",
            "GET /crm/api/v1/organisations/ORGANISATION/visits/figures",
            "GET /crm/api/v1/posts/POST/history",
            "GET /crm/api/v1/lines/matches?question=WORD",
            "GET /crm/api/v1/lines?contradicting=true",
            "GET /crm/lines?contradicting=true",
            "GET /crm/api/v1/dialogues/OPEN/guests/figures",
            "GET /crm/api/v1/dialogues/DOOR/attendances/count");

    private static final String DUPLICATES = "POST /crm/contacts/duplicates";
    private static final String DUPLICATE_CHECK = "POST /crm/api/v1/contacts/duplicate-check";

    /** Lists, searches and suggestions, with the words of the record to put in. */
    private static final Set<String> LISTS = lists();

    private static Set<String> lists() {
        Set<String> lists = new TreeSet<>(NAMES_NOBODY);
        lists.addAll(List.of(
                "GET /crm/contacts?text=WORD",
                "GET /crm/contacts?organisation=ORGANISATION",
                "GET /crm/contacts/suggest?q=WORD",
                DUPLICATES,
                "GET /crm/search?q=WORD",
                "GET /crm/search/suggest?q=WORD",
                "GET /crm/organisations/ORGANISATION",
                "GET /crm/organisations/ORGANISATION/timeline",
                "GET /crm/api/v1/organisations/ORGANISATION/timeline",
                "GET /crm/posts/POST",
                "GET /crm/posts/POST/holders",
                "GET /crm/api/v1/contacts?text=WORD",
                "GET /crm/api/v1/contacts?organisation=ORGANISATION",
                "GET /crm/api/v1/contacts/by-external-id?scheme=walked&value=EXTERNAL",
                DUPLICATE_CHECK,
                "GET /crm/api/v1/search?q=WORD",
                "GET /crm/api/v1/mandates?post=POST",
                "GET /crm/api/v1/mandates?contact=CONTACT",
                "GET /crm/api/v1/mandates?organisation=ORGANISATION",
                "GET /crm/api/v1/organisations/ORGANISATION/posts",
                "GET /crm/api/v1/posts?organisation=ORGANISATION",
                "GET /crm/api/v1/posts/POST",
                "GET /crm/segments",
                "GET /crm/segments/suggest?q=Olga%20WORD",
                "GET /crm/contacts?segment=SEGMENT",
                "GET /crm/api/v1/segments",
                "GET /crm/api/v1/contacts?segment=SEGMENT",
                "GET /crm/dialogues/OPEN/guests",
                "GET /crm/dialogues/OPEN/guests/choose?segment=SEGMENT",
                "GET /crm/dialogues/OPEN/guests/mix",
                "GET /crm/api/v1/dialogues/OPEN/guests",
                "GET /crm/api/v1/dialogues/OPEN/guests/sources",
                "GET /crm/dialogues/OPEN/guests/choose",
                "GET /crm/dialogues/DOOR/attendance",
                "GET /crm/dialogues/DOOR/door?text=WORD",
                "GET /crm/api/v1/dialogues/DOOR/attendances",
                "GET /crm/dialogues?text=WORD",
                "GET /crm/dialogues/calendar?month=2036-01",
                "GET /crm/dialogue-series",
                "GET /crm/api/v1/dialogues?text=WORD",
                "GET /crm/api/v1/dialogue-series",
                "GET /crm/interactions?text=WORD",
                "GET /crm/organisations/ORGANISATION/interactions",
                "GET /crm/api/v1/interactions?text=WORD",
                "GET /crm/questions?text=WORD",
                "GET /crm/api/v1/questions?text=WORD",
                "GET /crm/mails?text=WORD",
                "GET /crm/api/v1/mails?text=WORD",
                "GET /crm/mails/notices",
                "GET /crm/mails/suppressions?text=WORD",
                "GET /crm/api/v1/suppressions?text=WORD",
                "GET /crm/mails/replies",
                "GET /crm/api/v1/calendar-answers",
                "GET /crm/lines",
                "GET /crm/api/v1/lines",
                "GET /crm/audit?kind=CONTACT_KIND",
                "GET /crm/api/v1/audit/entries?record=CONTACT"));
        return lists;
    }

    /** The route that a list is, as it is declared. */
    private static String routeOf(String list) {
        return list.replaceAll("\\?.*", "")
                .replaceAll("/(ORGANISATION|POST)(?=/|$)", "/{id}")
                .replace("/OPEN/", "/{dialogueId}/")
                .replace("/DOOR/", "/{dialogueId}/");
    }

    /**
     * A contact of a sensitivity with a mandate, in a committee of its own, and a tag of that sensitivity; a dialogue and a series of that sensitivity, and a file of
     * that sensitivity in a dialogue that all of the mission may see, on whose guest list the contact is; a mail of that sensitivity, which came back
     * and left its address among those that get none, and a reply from the calendar of the guest; a line to take of that sensitivity.
     *
     * @param externalId of the contact and of the committee, by the scheme {@code walked}
     * @param open the dialogue of the file and of the guest
     * @param door a dialogue whose door is open, on whose guest list the contact is too
     * @param arrival of the contact, there
     * @param interaction of that sensitivity, in which the contact took part
     * @param file of that interaction
     */
    private record Records(
            String word,
            String externalId,
            String contact,
            String mandate,
            String segment,
            String post,
            String organisation,
            String dialogue,
            String series,
            String open,
            String attachment,
            String invitation,
            String door,
            String arrival,
            String interaction,
            String file,
            String mail,
            String reply,
            String line,
            String question) {

        static Records make(ApiCalls manager, JdbcClient database, Sensitivity sensitivity) {
            String word = "Walked" + sensitivity.code() + Long.toString(System.nanoTime(), 36);
            String externalId = Long.toString(System.nanoTime());
            String organisation = id(manager.post(
                    "/organisations",
                    Map.of(
                            "names",
                            Map.of("en", "Committee of walks"),
                            "kind",
                            "committee",
                            "circle",
                            "expert",
                            "externalIds",
                            List.of(Map.of("scheme", "walked", "value", externalId)))));
            String post = id(manager.post("/posts", Map.of("organisation", organisation, "role", "chair", "seats", 1)));
            String contact = id(manager.post(
                    "/contacts",
                    Map.of(
                            "names",
                            List.of(Map.of("kind", "latin", "given", "Olga", "family", word)),
                            "externalIds",
                            List.of(Map.of("scheme", "walked", "value", externalId)),
                            "sensitivity",
                            sensitivity.code())));
            String mandate = id(manager.post(
                    "/mandates", Map.of("contact", contact, "post", post, "tenure", Map.of("since", "2024-01-01"))));
            String dialogue = id(manager.post(
                    "/dialogues",
                    Map.of(
                            "theme",
                            Map.of("en", "Olga " + word),
                            "format",
                            "online",
                            "startsAt",
                            "2036-01-01T10:00:00Z",
                            "endsAt",
                            "2036-01-01T12:00:00Z",
                            "zone",
                            "Europe/Brussels",
                            "sensitivity",
                            sensitivity.code())));
            String segment = id(manager.post(
                    "/segments", Map.of("kind", "tag", "name", "Olga " + word, "sensitivity", sensitivity.code())));
            assertThat(manager.put("/segments/" + segment + "/contacts/" + contact)
                            .status())
                    .isEqualTo(204);
            String series = id(manager.post(
                    "/dialogue-series",
                    Map.of(
                            "name",
                            Map.of("en", "Olga " + word),
                            "format",
                            "online",
                            "zone",
                            "Europe/Brussels",
                            "sensitivity",
                            sensitivity.code())));
            String open = id(manager.post(
                    "/dialogues",
                    Map.of(
                            "theme",
                            Map.of("en", "Files of walks"),
                            "format",
                            "online",
                            "startsAt",
                            "2036-01-01T10:00:00Z",
                            "endsAt",
                            "2036-01-01T12:00:00Z",
                            "zone",
                            "Europe/Brussels",
                            "sensitivity",
                            "public")));
            String attachment = id(manager.upload(
                    "/dialogues/" + open + "/attachments",
                    word + ".txt",
                    word.getBytes(StandardCharsets.UTF_8),
                    "sensitivity",
                    sensitivity.code()));
            assertThat(manager.post("/dialogues/" + open + "/guests", Map.of("segment", segment))
                            .status())
                    .isEqualTo(200);
            String invitation = manager.get("/dialogues/" + open + "/guests")
                    .body()
                    .path("items")
                    .path(0)
                    .path("id")
                    .asString();
            // Soon, and announced, so that its door is open.
            Instant soon = Instant.now().plusSeconds(3_600);
            String door = id(manager.post(
                    "/dialogues",
                    Map.of(
                            "theme",
                            Map.of("en", "Doors of walks"),
                            "format",
                            "online",
                            "streamLink",
                            "https://stream.example/walks",
                            "startsAt",
                            soon.toString(),
                            "endsAt",
                            soon.plusSeconds(7_200).toString(),
                            "zone",
                            "Europe/Brussels",
                            "sensitivity",
                            "public")));
            assertThat(manager.act("/dialogues/" + door + "/invite", "\"0\"").status())
                    .isEqualTo(200);
            assertThat(manager.post("/dialogues/" + door + "/guests", Map.of("contacts", List.of(contact)))
                            .status())
                    .isEqualTo(200);
            String arrival = id(manager.post(
                    "/dialogues/" + door + "/attendances/walk-ins", Map.of("name", "Somebody who walked")));
            assertThat(manager.post(
                                    "/dialogues/" + door + "/attendances/" + arrival + "/link",
                                    Map.of("contact", contact))
                            .status())
                    .isEqualTo(200);
            String interaction = id(manager.post(
                    "/interactions",
                    Map.of(
                            "kind",
                            "meeting",
                            "subject",
                            "Olga " + word,
                            "day",
                            "2026-01-15",
                            "zone",
                            "Europe/Brussels",
                            "participants",
                            List.of(Map.of("contact", contact)),
                            "sensitivity",
                            sensitivity.code())));
            String file = id(manager.upload(
                    "/interactions/" + interaction + "/files", word + ".txt", word.getBytes(StandardCharsets.UTF_8)));
            String address = word.toLowerCase(Locale.ROOT) + "@walks.example";
            UUID mail = MailRows.mail(database, address, "Olga " + word, MailState.BOUNCED, sensitivity);
            MailRows.cameBack(database, mail, "no such mailbox: Olga " + word);
            UUID reply = ReplyRows.reply(database, "Olga " + word, "somebody@walks.example", "Yes, Olga " + word);
            String owner = manager.get("/officers?text=zhaksybekov")
                    .body()
                    .path(0)
                    .path("id")
                    .asString();
            String line = id(manager.post(
                    "/lines",
                    Map.of(
                            "texts",
                            Map.of("en", Map.of("question", "Olga " + word + "?", "answer", "Yes, " + word)),
                            "sensitivity",
                            sensitivity.code(),
                            "owner",
                            owner)));
            String question = id(manager.post(
                    "/dialogues/" + dialogue + "/questions",
                    Map.of("question", Map.of("text", "Why, " + word + "?", "asker", Map.of("contact", contact)))));
            return new Records(
                    word,
                    externalId,
                    contact,
                    mandate,
                    segment,
                    post,
                    organisation,
                    dialogue,
                    series,
                    open,
                    attachment,
                    invitation,
                    door,
                    arrival,
                    interaction,
                    file,
                    mail.toString(),
                    reply.toString(),
                    line,
                    question);
        }

        private static String id(ApiCalls.Answer made) {
            assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
            return made.body().path("id").asString();
        }
    }

    /** @param mission whether it is the one that the records are of */
    private record Actor(
            HttpBrowser browser, String csrf, UserToken token, Role role, Sensitivity clearance, boolean mission) {}

    /** An answer without what differs from one to the next. */
    private record Plain(int status, String body) {
        static Plain of(HttpResponse<String> answer) {
            return new Plain(answer.statusCode(), plain(answer.body()));
        }
    }

    private static boolean may(Actor actor, @Nullable Right right) {
        return right == null || actor.role().rights().contains(right);
    }

    private static boolean sees(Actor actor, String route, Sensitivity sensitivity) {
        return actor.mission() && sensitivity.isWithin(actor.clearance()) && !NAMES_NOBODY.contains(route);
    }

    /** What each found on its walk. Two walk at once, each in a browser of its own. */
    private static Map<String, Iterator<String>> walked(Map<String, Callable<List<String>>> walks) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Map<String, Future<List<String>>> walking = new LinkedHashMap<>();
            walks.forEach((user, walk) -> walking.put(user, two.submit(walk)));
            Map<String, Iterator<String>> walked = new LinkedHashMap<>();
            for (Map.Entry<String, Future<List<String>>> one : walking.entrySet()) {
                walked.put(one.getKey(), one.getValue().get().iterator());
            }
            return walked;
        } finally {
            two.shutdownNow();
        }
    }

    /** For each route and then each record, what the actor finds there. */
    private List<String> found(Actor actor, Map<String, @Nullable Right> routes, Map<Sensitivity, Records> records) {
        List<String> found = new ArrayList<>();
        // The answer for a record that there is not is the same beside a record of any sensitivity.
        Map<String, Plain> ofNone = new HashMap<>();
        routes.forEach((route, right) -> records.forEach((sensitivity, record) -> {
            String method = route.split(" ")[0];
            String path = route.split(" ")[1];
            if (LISTS.contains(route)) {
                found.add(listed(actor, method, path, record));
            } else if (may(actor, right) && sees(actor, route, sensitivity) && !"GET".equals(method)) {
                found.add("shown");
            } else {
                found.add(reached(actor, method, path, record, ofNone));
            }
        }));
        return found;
    }

    private Actor actor(String user, Role role, boolean mission) {
        HttpBrowser browser = new HttpBrowser(address);
        browser.signIn(user);
        Sensitivity clearance =
                switch (role) {
                    case DIPLOMAT, PROTOCOL -> Sensitivity.RESTRICTED;
                    case MANAGER, HEADQUARTERS -> Sensitivity.CONFIDENTIAL;
                    default -> Sensitivity.INTERNAL;
                };
        return new Actor(browser, browser.csrf("/crm/me"), UserToken.of(user), role, clearance, mission);
    }

    private static HttpResponse<String> call(Actor actor, String method, String path) {
        List<String> headers = new ArrayList<>(List.of("Accept", "*/*", "If-Match", "\"0-00000000\""));
        if (path.startsWith("/crm/api/")) {
            headers.addAll(List.of("Authorization", "Bearer " + actor.token().get()));
        } else {
            headers.addAll(List.of("X-CSRF-TOKEN", actor.csrf()));
        }
        return actor.browser().call(method, path, headers.toArray(String[]::new));
    }

    private static String reached(
            Actor actor, String method, String pattern, Records record, Map<String, Plain> noneSoFar) {
        String real = pattern.replace("/contacts/{id}", "/contacts/" + record.contact())
                .replace("{contactId}", record.contact())
                .replace(
                        "/dialogues/{dialogueId}/attachments/{id}",
                        "/dialogues/" + record.open() + "/attachments/" + record.attachment())
                .replace(
                        "/dialogues/{dialogueId}/guests/sources/{id}",
                        "/dialogues/" + record.open() + "/guests/sources/" + record.segment())
                .replace(
                        "/dialogues/{dialogueId}/guests/{id}",
                        "/dialogues/" + record.open() + "/guests/" + record.invitation())
                .replace(
                        "/dialogues/{dialogueId}/attendances/{id}",
                        "/dialogues/" + record.door() + "/attendances/" + record.arrival())
                .replace(
                        "/dialogues/{dialogueId}/attendance/walk-ins/{id}",
                        "/dialogues/" + record.door() + "/attendance/walk-ins/" + record.arrival())
                .replace(
                        "/interactions/{interactionId}/files/{id}",
                        "/interactions/" + record.interaction() + "/files/" + record.file())
                .replace("{interactionId}", record.interaction())
                .replace("/interactions/{id}", "/interactions/" + record.interaction())
                .replace("/mails/{id}", "/mails/" + record.mail())
                .replace("/calendar-answers/{id}", "/calendar-answers/" + record.reply())
                .replace("{dialogueId}", record.dialogue())
                .replace("/dialogues/{id}", "/dialogues/" + record.dialogue())
                .replace("/dialogue-series/{id}", "/dialogue-series/" + record.series())
                .replace("{use}", ID)
                .replace("/segments/{id}", "/segments/" + record.segment())
                .replace("/lines/{id}", "/lines/" + record.line())
                .replace("/questions/{id}", "/questions/" + record.question())
                .replace("{contact}", record.contact())
                .replace("{id}", record.mandate());
        String none = pattern.replaceAll("\\{[^}]+}", ID);
        String query = "POST".equals(method) && !pattern.contains("/api/") ? "?version=0" : "";
        HttpResponse<String> answer = call(actor, method, real + query);
        if (answer.statusCode() == 403) {
            return "denied";
        }
        Plain ofNone =
                noneSoFar.computeIfAbsent(method + " " + pattern, route -> Plain.of(call(actor, method, none + query)));
        if (Plain.of(answer).equals(ofNone)) {
            return "hidden";
        }
        return answer.statusCode() == 200 ? "shown" : "told by " + answer.statusCode() + " not " + ofNone.status();
    }

    private String listed(Actor actor, String method, String pattern, Records record) {
        if ("POST".equals(method)) {
            return suspected(actor, method + " " + pattern, record);
        }
        String path = pattern.replace("CONTACT_KIND", "contact")
                .replace("WORD", record.word())
                .replace("EXTERNAL", record.externalId())
                .replace("CONTACT", record.contact())
                .replace("SEGMENT", record.segment())
                .replace("OPEN", record.open())
                .replace("DOOR", record.door())
                .replace("POST", record.post())
                .replace("ORGANISATION", record.organisation());
        HttpResponse<String> answer = call(actor, "GET", path);
        if (answer.statusCode() == 403) {
            return "denied";
        }
        assertThat(answer.statusCode()).as(path).isLessThan(500);
        if (actor.mission() && NAMES_NOBODY.contains(method + " " + pattern)) {
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
        String echoed = path.contains(record.word()) ? "Olga " + record.word() : record.word();
        boolean named = answer.body().contains(echoed)
                || answer.body().contains("Olga," + record.word())
                || (!path.contains(record.contact()) && answer.body().contains(record.contact()))
                || answer.body().contains(record.mandate());
        return named ? "shown" : "hidden";
    }

    /** Whether the contact is named to somebody who is about to register another one of that name. */
    private String suspected(Actor actor, String route, Records record) {
        Map<String, String> name = Map.of("kind", "latin", "given", "Olga", "family", record.word());
        HttpResponse<String> answer = route.equals(DUPLICATES)
                ? actor.browser()
                        .post(
                                "/crm/contacts/duplicates",
                                Map.of(
                                        "names[0].kind", "LATIN",
                                        "names[0].given", "Olga",
                                        "names[0].family", record.word(),
                                        "sensitivity", "PUBLIC"),
                                "X-CSRF-TOKEN",
                                actor.csrf())
                : new ApiCalls(address, actor.token())
                        .post("/contacts/duplicate-check", Map.of("names", List.of(name)))
                        .response();
        if (answer.statusCode() == 403) {
            return "denied";
        }
        assertThat(answer.statusCode()).as("%s: %s", route, answer.body()).isEqualTo(200);
        return answer.body().contains(record.contact()) ? "shown" : "hidden";
    }

    /** Without what differs from answer to answer. */
    private static String plain(String body) {
        return body.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("[A-Za-z0-9_=-]{60,}", "TOKEN");
    }

    /** Method and path of every handler of ours, with its right; null for a public one. */
    private Map<String, @Nullable Right> routes() {
        Map<String, @Nullable Right> routes = new TreeMap<>();
        TreeSet<String> undeclared = new TreeSet<>();
        Map<RequestMappingInfo, HandlerMethod> handlers = application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
        handlers.forEach((mapping, handler) -> {
            if (!handler.getBeanType().getName().startsWith("org.shanyraq.crm.")) {
                return;
            }
            Requires needed = AnnotationUtils.findAnnotation(handler.getMethod(), Requires.class);
            boolean open = AnnotationUtils.findAnnotation(handler.getMethod(), PublicRoute.class) != null;
            for (String path : mapping.getPatternValues()) {
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                    if (needed == null && !open) {
                        undeclared.add(method + " " + path);
                    }
                    routes.put(method + " " + path, needed == null ? null : needed.value());
                }
            }
        });
        assertThat(undeclared)
                .as("routes that do not say which right they need")
                .isEmpty();
        return routes;
    }

    /** What comes of each route: of a page in the browser, of the API by the token. */
    private List<String> outcomes(Set<String> routes, HttpBrowser browser, String csrf, Supplier<String> token) {
        return routes.stream()
                .map(route -> {
                    String method = route.split(" ")[0];
                    String path = route.split(" ")[1];
                    return path.startsWith("/crm/api/") || csrf.isEmpty()
                            ? outcome(new HttpBrowser(address), method, path, "", token.get())
                            : outcome(browser, method, path, csrf, "");
                })
                .toList();
    }

    private static String outcome(HttpBrowser browser, String method, String pattern, String csrf, String token) {
        String path = pattern.replaceAll("\\{[^:}]+:([a-z-]+)[^}]*}", "$1").replaceAll("\\{[^}]+}", ID);
        List<String> headers = new ArrayList<>(List.of("Accept", "*/*"));
        if (!csrf.isEmpty()) {
            headers.addAll(List.of("X-CSRF-TOKEN", csrf));
        }
        if (!token.isEmpty()) {
            headers.addAll(List.of("Authorization", "Bearer " + token));
        }
        var answer = browser.call(method, path, headers.toArray(String[]::new));
        int status = answer.statusCode();
        assertThat(status).as("%s %s: %s", method, path, answer.body()).isLessThan(500);
        if (status == 401 || (status == 302 && HttpBrowser.location(answer).contains("/oauth2/authorization/"))) {
            return "sign-in";
        }
        if (status == 403) {
            return answer.body().contains("too long") ? "sign-in" : "denied";
        }
        return "open";
    }

    private static Map<String, Role> users() {
        Map<String, Role> users = new LinkedHashMap<>();
        users.put("viewer", Role.VIEWER);
        users.put("diplomat", Role.DIPLOMAT);
        users.put("protocol", Role.PROTOCOL);
        users.put("manager", Role.MANAGER);
        users.put("privacy", Role.PRIVACY_OFFICER);
        users.put("admin", Role.ADMINISTRATOR);
        users.put("hq", Role.HEADQUARTERS);
        return users;
    }
}
