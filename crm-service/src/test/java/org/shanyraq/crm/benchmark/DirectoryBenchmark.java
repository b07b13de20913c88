package org.shanyraq.crm.benchmark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.testing.ServiceTestApplication;
import org.shanyraq.crm.testing.TestDatabaseInitializer;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a database with fictional contacts and times what officers do most, through the facades and so with all checks.
 * Arguments: number of contacts (default 1,000,000), repetitions of each measurement (default 40). Prints the middle and the 95th percentile in
 * milliseconds.
 */
public final class DirectoryBenchmark {

    private static final int BATCH = 5_000;

    private final ConfigurableApplicationContext context;
    private final Access access;
    private final Officer officer;
    private final JdbcTemplate jdbc;
    /** What the measured work gave, so that it cannot be left out by the compiler. */
    private int answers;

    private final Random random = new Random(20261123);

    private DirectoryBenchmark(ConfigurableApplicationContext context) {
        this.context = context;
        this.access = context.getBean(Access.class);
        this.officer = context.getBean(TestOfficers.class).protocol("bench");
        this.jdbc = context.getBean(JdbcTemplate.class);
    }

    public static void main(String[] arguments) throws Exception {
        int contacts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int repetitions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ServiceTestApplication.class)
                .properties("spring.main.web-application-type=none", "spring.liquibase.enabled=false")
                .initializers(new TestDatabaseInitializer())
                .run()) {
            DirectoryBenchmark benchmark = new DirectoryBenchmark(context);
            benchmark.fill(contacts);
            benchmark.measure(repetitions);
        }
        System.exit(0);
    }

    // ---- filling
    // --------------------------------------------------------------------------------------------------------

    private record Names(List<String[]> given, List<String[]> family) {}

    private void fill(int contacts) throws Exception {
        Instant start = Instant.now();
        Names names = new Names(lines("given-names.csv"), lines("family-names.csv"));
        List<byte[]> posts = posts();
        NameIndex index = new NameIndex(JdbcClient.create(jdbc));
        byte[] mission = Bytes16.of(
                officer.home() == null ? new UUID(0, 0) : officer.home().value());
        for (int from = 0; from < contacts; from += BATCH) {
            int size = Math.min(BATCH, contacts - from);
            List<Object[]> rows = new ArrayList<>();
            List<Object[]> nameRows = new ArrayList<>();
            List<Object[]> mails = new ArrayList<>();
            List<Object[]> mandates = new ArrayList<>();
            List<NameIndex.Entry> entries = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                UUID id = Ids.next();
                byte[] bytes = Bytes16.of(id);
                String[] given = names.given().get(random.nextInt(names.given().size()));
                String[] family =
                        names.family().get(random.nextInt(names.family().size()));
                // A suffix of two letters makes as many different family names as a directory of that size has.
                String suffix = "" + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(26));
                String familyName = family[2] + suffix;
                LocalDateTime at = LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(random.nextInt(80_000_000));
                String sort =
                        (familyName + " " + given[2]).toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "");
                rows.add(new Object[] {
                    bytes,
                    mission,
                    at,
                    at,
                    random.nextInt(4),
                    sort,
                    given[2] + " " + familyName,
                    random.nextInt(5) == 0 ? "KZ" : "BE"
                });
                nameRows.add(new Object[] {bytes, given[2], familyName});
                mails.add(
                        new Object[] {bytes, "c" + (from + i) + "@bench.example", "c" + (from + i) + "@bench.example"});
                mandates.add(new Object[] {
                    Bytes16.of(Ids.next()),
                    mission,
                    at,
                    at,
                    bytes,
                    posts.get(random.nextInt(posts.size())),
                    LocalDate.of(2020, 1, 1)
                });
                entries.add(new NameIndex.Entry(
                        id, officer.missions().iterator().next().value(), List.of(given[2] + " " + familyName)));
            }
            jdbc.batchUpdate("""
                    insert into crm_contact (id, version, mission_id, created_at, changed_at, sensitivity, archived, sort_name, display_name,
                      form_of_address, country) values (?, 0, ?, ?, ?, ?, 0, ?, ?, '{}', ?)""", rows);
            jdbc.batchUpdate(
                    "insert into crm_contact_name (contact_id, position, kind, given, family) values (?, 0, 'LATIN', ?, ?)",
                    nameRows);
            jdbc.batchUpdate("""
                    insert into crm_contact_channel (contact_id, position, kind, purpose, value, folded, is_primary)
                    values (?, 0, 'EMAIL', 'WORK', ?, ?, 1)""", mails);
            jdbc.batchUpdate("""
                    insert into crm_mandate (id, version, mission_id, created_at, changed_at, contact_id, post_id, since, ended, since_day)
                    values (?, 0, ?, ?, ?, ?, ?, '2020', 0, ?)""", mandates);
            index.putAll("contact", entries);
            if ((from / BATCH) % 20 == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%,d contacts after %d s%n",
                        from + size,
                        Duration.between(start, Instant.now()).toSeconds());
            }
        }
        for (String table :
                List.of("crm_contact", "crm_contact_name", "crm_contact_channel", "crm_mandate", "crm_name_key")) {
            jdbc.queryForList("analyze table " + table);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d contacts filled in %d s%n",
                contacts,
                Duration.between(start, Instant.now()).toSeconds());
    }

    /** A member's post in each organisation that the mission was founded with. */
    private List<byte[]> posts() {
        byte[] mission = Bytes16.of(officer.missions().iterator().next());
        List<byte[]> organisations =
                jdbc.queryForList("select id from crm_organisation where mission_id = ?", byte[].class, mission);
        List<byte[]> posts = new ArrayList<>();
        for (byte[] organisation : organisations) {
            byte[] post = Bytes16.of(Ids.next());
            jdbc.update("""
                    insert into crm_post (id, version, mission_id, created_at, changed_at, organisation_id, role, role_rank, title, title_sort,
                      organisation_sort, ended, archived)
                    select ?, 0, mission_id, now(6), now(6), id, 'MEMBER', 14, '{}', '', sort_en, 0, 0 from crm_organisation where id = ?""", post, organisation);
            posts.add(post);
        }
        return posts;
    }

    private static List<String[]> lines(String file) throws Exception {
        Path path = Path.of(
                DirectoryBenchmark.class.getResource("/crm/demo/" + file).toURI());
        return Files.readAllLines(path, StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    // ---- measuring
    // ------------------------------------------------------------------------------------------------------

    private void measure(int repetitions) {
        Contacts contacts = context.getBean(Contacts.class);
        Organisations organisations = context.getBean(Organisations.class);
        Search search = context.getBean(Search.class);
        OrganisationId parliament = access.callAs(
                officer, () -> organisations.findByName("EP").get(0).id());
        List<ContactId> some =
                access.callAs(officer, () -> contacts.list(ContactQuery.ALL, Paging.first(100)).items().stream()
                        .map(row -> row.id())
                        .toList());
        String cursor = deepCursor(contacts);

        time("list of 50, first page", repetitions, () -> contacts.list(ContactQuery.ALL, Paging.first(50)));
        time("list of 50, from the middle", repetitions, () -> contacts.list(ContactQuery.ALL, new Paging(cursor, 50)));
        time(
                "list of 50, last changed first",
                repetitions,
                () -> contacts.list(sorted(ContactQuery.Sort.CHANGED), Paging.first(50)));
        time(
                "list of 50, Parliament and below",
                repetitions,
                () -> contacts.list(query(null, parliament, null), Paging.first(50)));
        time(
                "list of 50, circle",
                repetitions,
                () -> contacts.list(query(null, null, Circle.EU_INSTITUTIONS), Paging.first(50)));
        time("list of 50, by a name", repetitions, () -> contacts.list(query(anyName(), null, null), Paging.first(50)));
        time("count up to 10,001, all", repetitions, () -> contacts.count(ContactQuery.ALL, 10_001));
        time("search by a family name", repetitions, () -> search.find(anyName(), 10));
        time("search by two words", repetitions, () -> search.find("Aigerim " + anyName(), 10));
        time("search with a mistake", repetitions, () -> search.find(misspelt(anyName()), 10));
        time(
                "suggest for three letters",
                repetitions,
                () -> contacts.suggest(anyName().substring(0, 3)));
        time("one contact", repetitions, () -> contacts.get(some.get(random.nextInt(some.size()))));
        time("possible duplicates", repetitions, () -> contacts.possibleDuplicates(details(anyName()), null));
        time("register a contact", repetitions, () -> contacts.register(details(anyName())));
        time("list of organisations", repetitions, () -> organisations.list(OrganisationQuery.ALL, Paging.first(50)));
    }

    private String deepCursor(Contacts contacts) {
        ContactQuery middle = query("Muller", null, null);
        return access.callAs(officer, () -> {
            String next = contacts.list(middle, Paging.first(1)).next();
            return next == null ? "" : next;
        });
    }

    private static ContactQuery sorted(ContactQuery.Sort sort) {
        return new ContactQuery(
                null, null, null, null, null, null, null, null, ContactQuery.Archived.WITHOUT, sort, true);
    }

    private static ContactQuery query(
            @Nullable String text, @Nullable OrganisationId organisation, @Nullable Circle circle) {
        PostRole role = organisation == null ? null : PostRole.MEMBER;
        return new ContactQuery(
                text,
                organisation,
                role,
                circle,
                null,
                null,
                null,
                null,
                ContactQuery.Archived.WITHOUT,
                ContactQuery.Sort.NAME,
                false);
    }

    private String anyName() {
        return List.of("Nazarova", "Schneiderab", "Papadopoulos", "Ivanov", "Dupont", "Rossi", "Kowalski", "Jansen")
                .get(random.nextInt(8));
    }

    private static String misspelt(String name) {
        return name.substring(0, 3) + name.substring(4);
    }

    private static ContactDetails details(String family) {
        return new ContactDetails(
                List.of(new PersonName(PersonName.Kind.LATIN, "Benchmark", family, null)),
                null,
                LocalizedText.EMPTY,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                Sensitivity.INTERNAL,
                null,
                null);
    }

    private interface Work {
        Object run();
    }

    private void time(String what, int repetitions, Work work) {
        for (int i = 0; i < 3; i++) {
            answers ^= System.identityHashCode(access.callAs(officer, work::run));
        }
        double[] millis = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            answers ^= System.identityHashCode(access.callAs(officer, work::run));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-36s median %7.1f ms   p95 %7.1f ms%n",
                what,
                millis[repetitions / 2],
                millis[Math.min(repetitions - 1, (int) Math.ceil(repetitions * 0.95) - 1)]);
    }
}
