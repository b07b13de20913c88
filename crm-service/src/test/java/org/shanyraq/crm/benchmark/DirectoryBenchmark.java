package org.shanyraq.crm.benchmark;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateQuery;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.testing.EmbeddedDatabase;
import org.shanyraq.crm.testing.ServiceTestApplication;
import org.shanyraq.crm.testing.TestOfficers;
import org.shanyraq.crm.timeline.Timelines;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a database with fictional contacts, once, and measures what officers do most, through the facades and so with all
 * checks. Arguments, in any order:
 *
 * <ul>
 *   <li>{@code contacts=1000000}: how many
 *   <li>{@code folder=FOLDER}: where the embedded database and its data lie, outside the project
 *   <li>{@code mysql=jdbc:mysql://127.0.0.1:3306/?user=root&password=}: a MySQL instead, which gets a schema
 *       {@code crm_benchmark_<contacts>}
 *   <li>{@code repetitions=40}: of each measurement
 *   <li>{@code explain}: prints the plan of each statement
 *   <li>{@code only=TEXT}: only measurements whose name has this text
 * </ul>
 */
public final class DirectoryBenchmark {

    private static final String CODE = "bench";

    private final ConfigurableApplicationContext context;
    private final Access access;
    private final JdbcClient database;
    private final FictionalNames names = new FictionalNames();

    private DirectoryBenchmark(ConfigurableApplicationContext context) {
        this.context = context;
        this.access = context.getBean(Access.class);
        this.database = context.getBean(JdbcClient.class);
    }

    public static void main(String[] arguments) throws Exception {
        List<String> told = List.of(arguments);
        LoggingSystem.get(DirectoryBenchmark.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        int contacts = Integer.parseInt(told(told, "contacts", "1000000"));
        String schema = "crm_benchmark_" + contacts;
        String mysql = told(told, "mysql", "");
        EmbeddedDatabase embedded = null;
        String url;
        if (mysql.isEmpty()) {
            Path folder = Path.of(told(told, "folder", System.getProperty("java.io.tmpdir") + "/crm-benchmark"))
                    .toAbsolutePath();
            embedded = EmbeddedDatabase.start(new EmbeddedDatabase.Settings(
                    folder.resolve("data"),
                    folder.resolve("server.log"),
                    freePort(),
                    "bench",
                    "bench",
                    List.of("--innodb-buffer-pool-size=2G", "--innodb-flush-log-at-trx-commit=2")));
            embedded.createSchema(schema);
            url = embedded.url(schema) + "&user=bench&password=bench";
        } else {
            try (Connection connection = DriverManager.getConnection(mysql);
                    Statement statement = connection.createStatement()) {
                statement.execute("create database if not exists " + schema + " character set utf8mb4");
            }
            url = mysql.replaceFirst("/\\?", "/" + schema + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&");
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ServiceTestApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "spring.main.web-application-type=none",
                        "spring.liquibase.enabled=false",
                        "spring.jpa.open-in-view=false",
                        "logging.level.root=warn",
                        "spring.datasource.url=" + url)
                .initializers(
                        made -> ((GenericApplicationContext) made).registerBean("crmBenchmarkRecorder", Recorder.class))
                .run()) {
            DirectoryBenchmark benchmark = new DirectoryBenchmark(context);
            benchmark.fill(contacts);
            benchmark.measure(
                    new Meter(context, Integer.parseInt(told(told, "repetitions", "40")), told.contains("explain")),
                    told(told, "only", ""));
        } finally {
            if (embedded != null) {
                embedded.close();
            }
        }
        System.exit(0);
    }

    private static String told(List<String> arguments, String name, String usual) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1))
                .findFirst()
                .orElse(usual);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void fill(int contacts) {
        database.sql("create table if not exists crm_benchmark_filled (contacts int not null primary key)")
                .update();
        if (database.sql("select contacts from crm_benchmark_filled")
                .query(Integer.class)
                .optional()
                .isPresent()) {
            System.out.printf(Locale.ROOT, "%,d contacts were filled before%n", contacts);
            return;
        }
        Instant start = Instant.now();
        FilledDirectory.fill(context, CODE, contacts, true);
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        System.out.printf(Locale.ROOT, "%,d contacts filled in %d s%n", contacts, seconds);
        Officer manager = officers().manager(CODE);
        List<ContactId> some = access.callAs(
                manager, () -> context.getBean(Contacts.class).list(ContactQuery.ALL, Paging.first(20)).items().stream()
                        .map(row -> row.id())
                        .toList());
        new FilledDirectoryCheck(context).compare(manager, some).forEach(compared -> {
            if (!compared.differences().isEmpty()) {
                throw new IllegalStateException("Filled otherwise than the services write: " + compared.differences());
            }
        });
        database.sql("insert into crm_benchmark_filled values (?)")
                .param(contacts)
                .update();
    }

    private TestOfficers officers() {
        return context.getBean(TestOfficers.class);
    }

    // ---- measuring
    // ------------------------------------------------------------------------------------------------------

    private void measure(Meter meter, String only) {
        Officer manager = officers().manager(CODE);
        Officer diplomat = officers().officer(Role.DIPLOMAT, CODE, Sensitivity.INTERNAL);
        Officer headquarters = officers().headquarters(CODE);
        for (Officer officer : List.of(manager, diplomat, headquarters)) {
            String who = officer.equals(manager)
                    ? "manager, sees everything"
                    : officer.equals(diplomat) ? "diplomat, half is hidden" : "headquarters, two missions";
            meter.heading(who);
            measure(only, meter, officer, officer.equals(manager));
        }
    }

    private void measure(String only, Meter meter, Officer officer, boolean writes) {
        Measure measure = (what, work) -> {
            if (what.contains(only)) {
                meter.measure(what, () -> access.callAs(officer, work));
            }
        };
        Contacts contacts = context.getBean(Contacts.class);
        Mandates mandates = context.getBean(Mandates.class);
        Organisations organisations = context.getBean(Organisations.class);
        Posts posts = context.getBean(Posts.class);
        Search search = context.getBean(Search.class);
        LocalDate today = LocalDate.now(context.getBean(Clock.class));
        Officer manager = officers().manager(CODE);
        OrganisationId assembly = access.callAs(
                manager, () -> organisations.findByName("Grand Assembly").get(0).id());
        OrganisationId small = access.callAs(
                manager, () -> organisations.suggest("Office 11").get(0).id());
        PostId chair = access.callAs(
                manager,
                () -> posts.find(assembly, PostRole.CHAIR, null).orElseThrow().id());
        PostId member = access.callAs(
                manager,
                () -> posts.find(assembly, PostRole.MEMBER, null).orElseThrow().id());
        ContactView one =
                access.callAs(officer, () -> contacts.list(ContactQuery.ALL, Paging.first(100)).items().stream()
                        .filter(row -> row.email() != null && row.mandates() > 0)
                        .map(row -> contacts.get(row.id()))
                        .findFirst()
                        .orElseThrow());
        String email = one.details().channels().get(0).value();

        lists(measure, contacts, assembly, small, email);
        names(measure, contacts, search);
        measure.of("one contact", () -> contacts.get(one.id()));
        measure.of("contact by e-mail", () -> contacts.findByEmail(email));
        measure.of("history of a contact", () -> contacts.history(one.id(), Paging.first(20)));
        measure.of("list of organisations", () -> organisations.list(OrganisationQuery.ALL, Paging.first(50)));
        measure.of("organisation of 10,000: itself", () -> organisations.get(assembly));
        measure.of("organisation of 10,000: its posts", () -> posts.of(assembly, today));
        measure.of(
                "organisation of 10,000: mandates",
                () -> mandates.list(new MandateQuery(null, null, assembly, null, null, today), Paging.first(50)));
        measure.of("mandates of all organisations", () -> mandates.list(MandateQuery.ALL, Paging.first(50)));
        measure.of("post of 10,000", () -> posts.get(member, today));
        measure.of("post with 5,000 former holders", () -> posts.get(chair, today));
        measure.of("holders of that post", () -> mandates.of(chair));
        measure.of("list of posts", () -> posts.list(null, null, false, today, Paging.first(50)));
        measure.of("vacancies", () -> posts.list(null, null, true, today, Paging.first(50)));
        measure.of("vacant chairs", () -> posts.list(null, PostRole.CHAIR, true, today, Paging.first(50)));
        if (officer.home() != null) {
            measure.of(
                    "possible duplicates, rare name",
                    () -> contacts.possibleDuplicates(
                            details("Quirin", "Zwetschgenbaum", "nobody@nowhere.example"), null));
            measure.of(
                    "possible duplicates, common name",
                    () -> contacts.possibleDuplicates(details(names.given(0), names.family(0), email), null));
        }
        if (writes) {
            measure.of(
                    "register a contact",
                    () -> contacts.register(details("Benchmark", names.family(7), "new@bench.example")));
            ContactView fresh = access.callAs(
                    officer, () -> contacts.register(details("Fresh", names.family(8), "fresh@bench.example")));
            int[] day = {0};
            measure.of(
                    "add a mandate",
                    () -> mandates.begin(new MandateDetails(
                            fresh.id(), chair, on(LocalDate.of(1970, 1, 1).plusDays(day[0]++)), null)));
            measure.of(
                    "add a mandate at a post of 10,000",
                    () -> mandates.begin(new MandateDetails(
                            fresh.id(), member, on(LocalDate.of(1970, 1, 1).plusDays(day[0]++)), null)));
            engagement(measure, officer, fresh.id(), one.id());
        }
    }

    /** What is logged, and the timeline of somebody of whom five thousand things are told. */
    private void engagement(Measure measure, Officer officer, ContactId unknown, ContactId other) {
        FilledEngagement engagement = new FilledEngagement(context, officer);
        ContactId known = engagement.fill(unknown);
        Interactions interactions = context.getBean(Interactions.class);
        Timelines timelines = context.getBean(Timelines.class);
        RecordRef subject = new RecordRef("contact", known.value());
        int[] number = {0};
        measure.of("log an interaction", () -> interactions.log(engagement.talk(other, number[0]++)));
        measure.of("list of interactions", () -> interactions.list(InteractionQuery.ALL, Paging.first(50)));
        measure.of(
                "interactions with somebody, 3,000",
                () -> interactions.list(InteractionQuery.with(known), Paging.first(50)));
        measure.of("timeline of 5,000 entries", () -> timelines.of(subject, Set.of(), Paging.first(50)));
        Paging deep = access.callAs(officer, () -> {
            String cursor = null;
            for (int page = 1; page < 50; page++) {
                cursor = timelines.of(subject, Set.of(), new Paging(cursor, 50)).next();
            }
            return new Paging(cursor, 50);
        });
        measure.of("timeline of 5,000 entries, page 50", () -> timelines.of(subject, Set.of(), deep));
        measure.of(
                "timeline of 5,000 entries, one source",
                () -> timelines.of(subject, Set.of("commitment"), Paging.first(50)));
    }

    private static Tenure on(LocalDate day) {
        PartialDate date = PartialDate.parse(day.toString());
        return Tenure.between(date, date);
    }

    private void lists(
            Measure measure, Contacts contacts, OrganisationId assembly, OrganisationId small, String email) {
        measure.of("list", () -> contacts.list(ContactQuery.ALL, Paging.first(50)));
        Paging deep = new Paging(deep(contacts), 50);
        measure.of("list, page 100", () -> contacts.list(ContactQuery.ALL, deep));
        for (ContactQuery.Sort sort : ContactQuery.Sort.values()) {
            for (boolean descending : List.of(false, true)) {
                measure.of(
                        "list by " + sort.name().toLowerCase(Locale.ROOT) + (descending ? ", last first" : ""),
                        () -> contacts.list(ContactQuery.ALL.sortedBy(sort, descending), Paging.first(50)));
            }
        }
        list(measure, contacts, "archived", ContactQuery.ALL.withArchived(Archived.ONLY));
        list(measure, contacts, "living and archived", ContactQuery.ALL.withArchived(Archived.BOTH));
        list(measure, contacts, "country, common", ContactQuery.ALL.withCountry("BE"));
        list(measure, contacts, "country, rare", ContactQuery.ALL.withCountry("MT"));
        list(
                measure,
                contacts,
                "country, rare, last changed first",
                ContactQuery.ALL.withCountry("MT").sortedBy(ContactQuery.Sort.CHANGED, true));
        list(measure, contacts, "language, common", ContactQuery.ALL.withLanguage("en"));
        list(measure, contacts, "language, rare", ContactQuery.ALL.withLanguage("mt"));
        list(measure, contacts, "public ones", ContactQuery.ALL.withSensitivity(Sensitivity.PUBLIC));
        list(measure, contacts, "circle", ContactQuery.ALL.withCircle(Circle.MEDIA));
        list(measure, contacts, "role, common", ContactQuery.ALL.withRole(PostRole.HEAD_OF_UNIT));
        list(measure, contacts, "role, of nobody", ContactQuery.ALL.withRole(PostRole.PRESIDENT));
        list(measure, contacts, "organisation of 10,000", ContactQuery.ALL.withOrganisation(assembly));
        list(measure, contacts, "organisation, small", ContactQuery.ALL.withOrganisation(small));
        list(
                measure,
                contacts,
                "organisation and role, last changed first",
                ContactQuery.ALL
                        .withOrganisation(small)
                        .withRole(PostRole.HEAD)
                        .sortedBy(ContactQuery.Sort.CHANGED, true));
        list(measure, contacts, "common first name", ContactQuery.ALL.withText(names.given(0)));
        list(measure, contacts, "common family name", ContactQuery.ALL.withText(names.family(0)));
        list(
                measure,
                contacts,
                "common first name and country",
                ContactQuery.ALL.withText(names.given(0)).withCountry("MT"));
        list(measure, contacts, "common full name", ContactQuery.ALL.withText(names.given(0) + " " + names.family(0)));
        list(measure, contacts, "rare family name", ContactQuery.ALL.withText(names.family(150_000)));
        list(measure, contacts, "name with a mistake", ContactQuery.ALL.withText(misspelt(names.family(60_000))));
        list(
                measure,
                contacts,
                "two letters",
                ContactQuery.ALL.withText(names.family(0).substring(0, 2)));
        list(
                measure,
                contacts,
                "one letter",
                ContactQuery.ALL.withText(names.family(0).substring(0, 1)));
        list(measure, contacts, "e-mail", ContactQuery.ALL.withText(email));
        list(measure, contacts, "beginning of many e-mails", ContactQuery.ALL.withText("c1@"));
    }

    private static void list(Measure measure, Contacts contacts, String what, ContactQuery query) {
        measure.of("list: " + what, () -> contacts.list(query, Paging.first(50)));
        measure.of("count: " + what, () -> contacts.count(query, 10_001));
    }

    private void names(Measure measure, Contacts contacts, Search search) {
        String cyrillic = null;
        for (int rank = 0; cyrillic == null && rank < names.commonFamilies(); rank++) {
            String own = names.ownFamily(rank);
            cyrillic = own != null && Character.UnicodeScript.of(own.charAt(0)) == Character.UnicodeScript.CYRILLIC
                    ? own
                    : null;
        }
        String inCyrillic = Objects.requireNonNull(cyrillic);
        String rare = names.family(150_000);
        for (String[] each : new String[][] {
            {"rare family name", rare},
            {"commonest first name", names.given(0)},
            {"commonest family name", names.family(0)},
            {"commonest full name", names.given(0) + " " + names.family(0)},
            {"common first, rare family name", names.given(0) + " " + names.family(100_000)},
            {
                "long common first, short family name",
                longest() + " " + names.family(90_000).substring(0, 4)
            },
            {"Cyrillic", inCyrillic},
            {"with a mistake", misspelt(names.family(60_000))},
            {"with a mistake, two words", names.given(3) + " " + misspelt(names.family(60_000))},
            {"of nobody", "Xqzwvutp"},
        }) {
            measure.of("search: " + each[0], () -> search.find(each[1], 10));
            measure.of("suggest: " + each[0], () -> contacts.suggest(each[1]));
        }
        measure.of("suggest: two letters", () -> contacts.suggest(names.given(0).substring(0, 2)));
        measure.of(
                "suggest: three letters", () -> contacts.suggest(names.family(0).substring(0, 3)));
        measure.of(
                "suggest: two beginnings",
                () -> contacts.suggest(
                        names.given(0).substring(0, 2) + " " + names.family(0).substring(0, 3)));
        measure.of("search: two letters", () -> search.find(names.given(0).substring(0, 2), 10));
    }

    /** The longest of the commonest given names: a long word is not always a rare one. */
    private String longest() {
        String longest = "";
        for (int rank = 0; rank < 10; rank++) {
            longest = names.given(rank).length() > longest.length() ? names.given(rank) : longest;
        }
        return longest;
    }

    /** Where page 100 of the list begins. */
    private String deep(Contacts contacts) {
        return access.callAs(officers().manager(CODE), () -> {
            String cursor = null;
            for (int page = 1; page < 100; page++) {
                cursor = contacts.list(ContactQuery.ALL, new Paging(cursor, 50)).next();
                if (cursor == null) {
                    throw new IllegalStateException("There are no 100 pages");
                }
            }
            return cursor;
        });
    }

    private static String misspelt(String name) {
        return name.substring(0, 2) + name.charAt(3) + name.charAt(2) + name.substring(4);
    }

    private static ContactDetails details(String given, String family, String email) {
        return new ContactDetails(
                List.of(new PersonName(PersonName.Kind.LATIN, given, family, null)),
                null,
                LocalizedText.EMPTY,
                List.of(),
                null,
                List.of(new Channel(Channel.Kind.EMAIL, Channel.Purpose.WORK, email, true)),
                List.of(),
                null,
                Sensitivity.INTERNAL,
                null,
                null);
    }

    private interface Measure {
        void of(String what, Supplier<?> work);
    }
}
