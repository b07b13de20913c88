package org.shanyraq.crm.contact.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.benchmark.FilledDirectory;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateQuery;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.RowsRead;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** With 10,000 contacts in two missions, every read looks at little more than what it shows, whoever asks. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryScaleIntegrationTests extends OfficerScene {

    private static final String MISSION = "directory-scale";
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    @Autowired
    BeanFactory beans;

    @Autowired
    OfficerDirectory directory;

    @Autowired
    Contacts contacts;

    @Autowired
    Mandates mandates;

    @Autowired
    Organisations organisations;

    @Autowired
    Posts posts;

    @Autowired
    NameIndex nameIndex;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    Officer manager;
    Officer diplomat;
    /** Of both missions, and of no others that tests of this database have. */
    Officer both;

    OrganisationId assembly;
    PostId members;
    PostId chair;

    @BeforeAll
    void fill() {
        // Rows of others lie before ours in the order of ids, as they do in every database that has been used.
        FilledDirectory.fill(beans, MISSION + "-earlier", 3_000, false);
        FilledDirectory.fill(beans, MISSION, 10_000, false);
        manager = officers.manager(MISSION);
        diplomat = officers.officer(Role.DIPLOMAT, MISSION, Sensitivity.INTERNAL);
        both = directory.signedIn(new SignIn(
                "test",
                "both-" + MISSION,
                Officer.Kind.PERSON,
                "Both",
                null,
                Set.of(Role.MANAGER),
                Set.of(MISSION, MISSION + "-two"),
                Sensitivity.CONFIDENTIAL));
        assembly = as(
                manager, () -> organisations.findByName("Grand Assembly").get(0).id());
        members = as(
                manager,
                () -> posts.find(assembly, PostRole.MEMBER, null).orElseThrow().id());
        chair = as(
                manager,
                () -> posts.find(assembly, PostRole.CHAIR, null).orElseThrow().id());
    }

    // ---- rows read

    @Test
    void aPageOfTheListReadsLittleMoreThanThePageInEveryOrder() {
        for (Officer officer : List.of(manager, diplomat, both)) {
            for (Archived archived : Archived.values()) {
                for (ContactQuery.Sort sort : ContactQuery.Sort.values()) {
                    for (boolean descending : List.of(false, true)) {
                        ContactQuery query =
                                ContactQuery.ALL.withArchived(archived).sortedBy(sort, descending);
                        String cursor = null;
                        for (int page = 0; page < 3; page++) {
                            Paging paging = new Paging(cursor, 50);
                            assertThat(reads(officer, () -> contacts.list(query, paging)))
                                    .as("%s, %s, page %d as %s", query, archived, page, officer.name())
                                    .isLessThan(1_500);
                            cursor = as(officer, () -> contacts.list(query, paging))
                                    .next();
                        }
                    }
                }
            }
        }
    }

    @Test
    void countingEndsWhereItMay() {
        for (Officer officer : List.of(manager, both)) {
            assertThat(reads(officer, () -> contacts.count(ContactQuery.ALL, 1_001)))
                    .as("each row once from the index and once to be counted")
                    .isLessThan(2_500);
            ContactQuery circle = ContactQuery.ALL.withCircle(Circle.MEDIA);
            assertThat(as(officer, () -> contacts.count(circle, 0))).isGreaterThan(300);
            assertThat(reads(officer, () -> contacts.count(circle, 101)))
                    .isLessThan(reads(officer, () -> contacts.count(circle, 0)) / 2);
        }
    }

    @Test
    void historiesAndMandatesAreReadInTheOrderOfAnIndex() {
        ContactId somebody = as(manager, () -> contacts.list(ContactQuery.ALL, Paging.first(1)))
                .items()
                .get(0)
                .id();
        assertThat(reads(both, () -> contacts.history(somebody, Paging.first(20))))
                .isLessThan(50);
        for (Officer officer : List.of(manager, diplomat, both)) {
            String cursor = null;
            for (int page = 0; page < 3; page++) {
                Paging paging = new Paging(cursor, 50);
                assertThat(reads(officer, () -> mandates.list(MandateQuery.ALL, paging)))
                        .isLessThan(1_500);
                cursor = as(officer, () -> mandates.list(MandateQuery.ALL, paging))
                        .next();
            }
        }
    }

    @Test
    void thoseWhoHeldAPostBeforeAreNotReadToTellWhoHoldsIt() {
        assertThat(as(manager, () -> posts.get(chair, TODAY)).holders()).isEmpty();
        assertThat(as(manager, () -> mandates.of(chair))).hasSize(45);
        assertThat(reads(manager, () -> posts.get(chair, TODAY))).isLessThan(20);
        ContactId somebody = as(manager, () -> contacts.list(ContactQuery.ALL, Paging.first(1)))
                .items()
                .get(0)
                .id();
        PartialDate day = PartialDate.parse("1980-01-01");
        assertThat(reads(
                        manager,
                        () -> mandates.begin(new MandateDetails(somebody, chair, Tenure.between(day, day), null))))
                .as("with 45 former holders")
                .isLessThan(60);
    }

    @Test
    void aListOfPostsShowsTheFirstHoldersOfEach() {
        assertThat(as(manager, () -> posts.get(members, TODAY)).holders())
                .as("ninety but for the archived ones")
                .hasSizeBetween(70, 90);
        List<String> first = as(manager, () -> posts.list(assembly, PostRole.MEMBER, false, TODAY, Paging.first(50)))
                .items()
                .get(0)
                .holders()
                .stream()
                .map(holder -> holder.name())
                .toList();
        assertThat(first)
                .hasSize(10)
                .isEqualTo(as(manager, () -> posts.get(members, TODAY)).holders().stream()
                        .limit(10)
                        .map(holder -> holder.name())
                        .toList());
    }

    // ---- the two ways to a list

    @Test
    void whateverWayAListIsReadItIsTheSame() {
        ContactSummary known = as(manager, () -> contacts.list(ContactQuery.ALL, Paging.first(50)))
                .items()
                .get(49);
        String family = known.name().substring(known.name().lastIndexOf(' ') + 1);
        String given = known.name().substring(0, known.name().indexOf(' '));
        OrganisationId office =
                as(manager, () -> organisations.suggest("Office 5")).get(0).id();
        List<ContactQuery> queries = new ArrayList<>(List.of(
                ContactQuery.ALL.withText(given),
                ContactQuery.ALL.withText(family),
                ContactQuery.ALL.withText(given + " " + family),
                ContactQuery.ALL.withText("a").withCountry("BE"),
                ContactQuery.ALL.withText("c1@"),
                ContactQuery.ALL.withOrganisation(assembly),
                ContactQuery.ALL.withOrganisation(office).withLanguage("en"),
                ContactQuery.ALL.withRole(PostRole.HEAD),
                ContactQuery.ALL
                        .withRole(PostRole.HEAD)
                        .withCircle(Circle.MEDIA)
                        .withCountry("MT"),
                ContactQuery.ALL.withCircle(Circle.ACADEMIA).withSensitivity(Sensitivity.PUBLIC),
                ContactQuery.ALL.withCountry("MT").withLanguage("fr")));
        for (ContactQuery query : queries) {
            for (Officer officer : List.of(diplomat, both)) {
                for (ContactQuery.Sort sort : List.of(ContactQuery.Sort.NAME, ContactQuery.Sort.CHANGED)) {
                    for (boolean descending : List.of(sort == ContactQuery.Sort.CHANGED, true)) {
                        ContactQuery sorted = query.withArchived(
                                        sort == ContactQuery.Sort.NAME ? Archived.BOTH : Archived.WITHOUT)
                                .sortedBy(sort, descending);
                        List<String> led = all(sorted, officer, 100_000, 1);
                        assertThat(all(sorted, officer, 0, 100_000))
                                .as("walked: %s as %s", sorted, officer.name())
                                .isEqualTo(led);
                        assertThat(all(sorted, officer, 0, 100))
                                .as("given up: %s as %s", sorted, officer.name())
                                .isEqualTo(led);
                        assertThat(new ContactLists(database, nameIndex, Clock.systemUTC(), null, List.of(), 0, 0)
                                        .count(sorted, officer.scope(), 0))
                                .as("counted: %s as %s", sorted, officer.name())
                                .isEqualTo(led.size());
                        assertThat(led).doesNotHaveDuplicates();
                    }
                }
            }
        }
        assertThat(queries)
                .as("at least half of the queries find somebody")
                .filteredOn(query -> !all(query, both, 100_000, 1).isEmpty())
                .hasSizeGreaterThan(queries.size() / 2);
    }

    /** Key and id of all of them. */
    private List<String> all(ContactQuery query, Officer officer, int few, int steps) {
        ContactLists lists = new ContactLists(database, nameIndex, Clock.systemUTC(), null, List.of(), few, steps);
        String column =
                switch (query.sort()) {
                    case NAME -> "c.sort_name";
                    case CHANGED -> "c.changed_at";
                    case CREATED -> "c.created_at";
                };
        boolean byName = query.sort() == ContactQuery.Sort.NAME;
        record Row(String id, String key) {}
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            Slice<Row> page = lists.slice(
                    "c.id, " + column + " as shown",
                    query,
                    officer.scope(),
                    new Paging(cursor, 100),
                    (row, index) -> new Row(
                            ScopedQuery.hex(Bytes16.uuid(row, "id")),
                            byName
                                    ? row.getString("shown")
                                    : UtcTime.of(UtcTime.instant(row, "shown")).toString()),
                    row -> List.of(row.key(), row.id()));
            page.items().forEach(row -> all.add(row.key() + " " + row.id()));
            cursor = page.next();
        } while (cursor != null && all.size() < 100_000);
        return all;
    }

    private long reads(Officer officer, Supplier<?> work) {
        return new RowsRead(database, new TransactionTemplate(transactions)).by(() -> as(officer, work));
    }
}
