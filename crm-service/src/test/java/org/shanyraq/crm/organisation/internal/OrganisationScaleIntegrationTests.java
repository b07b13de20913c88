package org.shanyraq.crm.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ExactName;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.testing.RowsRead;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** With 50,000 organisations and 20,000 posts in a mission, every read looks at little more than what it shows. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganisationScaleIntegrationTests {

    private static final int ORGANISATIONS = 50_000;
    private static final int POSTS = 20_000;
    private static final int STRETCH = 1_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final List<String> KINDS = List.of("COMPANY", "NGO", "UNIT", "ASSOCIATION");

    @Autowired
    Organisations organisations;

    @Autowired
    Posts posts;

    @Autowired
    NameIndex nameIndex;

    @Autowired
    Access access;

    @Autowired
    TestOfficers officers;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    Officer viewer;
    List<UUID> ids = new ArrayList<>();

    @BeforeAll
    void fill() {
        viewer = officers.viewer("org-scale");
        UUID mission = viewer.missions().iterator().next().value();
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        for (int from = 0; from < ORGANISATIONS; from += STRETCH) {
            int start = from;
            transaction.executeWithoutResult(status -> organisations(mission, start));
        }
        for (int from = 0; from < POSTS; from += STRETCH) {
            int start = from;
            transaction.executeWithoutResult(status -> posts(mission, start));
        }
        for (String table : List.of("crm_organisation", "crm_post", "crm_name_key", "crm_organisation_name")) {
            database.sql("analyze table " + table).query().listOfRows();
        }
    }

    /** Every hundredth is the top of a tree of a hundred. */
    private void organisations(UUID mission, int from) {
        List<Object> values = new ArrayList<>();
        List<Object> names = new ArrayList<>();
        List<NameIndex.Entry> entries = new ArrayList<>();
        for (int i = from; i < from + STRETCH; i++) {
            UUID id = Ids.next();
            ids.add(id);
            String name = word(i % 211) + " " + word(i % 977) + " " + i;
            byte[] sort = SortKeys.of(name, "en");
            Collections.addAll(
                    values,
                    Bytes16.of(id),
                    Bytes16.of(mission),
                    LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(i),
                    LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(i),
                    "{\"en\":\"" + name + "\"}",
                    KINDS.get(i % KINDS.size()),
                    i % 1000 == 7 ? "MT" : "FR",
                    i % 100 == 0 ? new byte[0] : Bytes16.of(ids.get(i - i % 100)),
                    sort,
                    sort,
                    sort,
                    sort);
            Collections.addAll(names, Bytes16.of(id), Bytes16.of(mission), ExactName.fold(name));
            entries.add(new NameIndex.Entry(id, mission, List.of(name)));
        }
        insert(
                "insert into crm_organisation (id, version, mission_id, created_at, changed_at, names, kind, circle, country,"
                        + " parent_id, ended, archived, sort_en, sort_fr, sort_kk, sort_ru) values ",
                "(?, 0, ?, ?, ?, ?, ?, 'BUSINESS', ?, nullif(?, ''), false, false, ?, ?, ?, ?)",
                values);
        insert("insert into crm_organisation_name (organisation_id, mission_id, folded) values ", "(?, ?, ?)", names);
        nameIndex.putAll(OrganisationReader.KIND, entries);
    }

    private void posts(UUID mission, int from) {
        List<Object> values = new ArrayList<>();
        List<NameIndex.Entry> entries = new ArrayList<>();
        for (int i = from; i < from + STRETCH; i++) {
            UUID id = Ids.next();
            Collections.addAll(
                    values,
                    Bytes16.of(id),
                    Bytes16.of(mission),
                    Bytes16.of(ids.get(i)),
                    i % 2 == 0 ? "CHAIR" : "MEMBER",
                    i % 2 == 0 ? 2 : 14,
                    SortKeys.of(word(i % 211) + " " + word(i % 977) + " " + i, "en"));
            entries.add(new NameIndex.Entry(id, mission, List.of("seat " + word(i % 977) + " " + i)));
        }
        insert(
                "insert into crm_post (id, version, mission_id, created_at, changed_at, organisation_id, role, role_rank, title,"
                        + " title_sort, organisation_sort, seats, ended, archived) values ",
                "(?, 0, ?, now(6), now(6), ?, ?, ?, '{}', '', ?, 1, false, false)",
                values);
        nameIndex.putAll(PostReader.KIND, entries);
    }

    private void insert(String head, String row, List<Object> values) {
        database.sql(head + String.join(", ", Collections.nCopies(STRETCH, row)))
                .params(values)
                .update();
    }

    /** A word of six letters, another for each number. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number * 7919 + 104_729, i = 0; i < 3; i++, rest /= 14) {
            word.append("bdfgklmnprstvz".charAt(rest % 14)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    @Test
    void aPageOfTheListReadsLittleMoreThanThePageInEveryLanguageAndOrder() {
        for (OrganisationQuery.Sort sort : OrganisationQuery.Sort.values()) {
            for (boolean descending : List.of(false, true)) {
                for (String language : SortKeys.LANGUAGES) {
                    OrganisationQuery query = query(null, null, null, null, sort, descending, language);
                    String cursor = null;
                    for (int page = 0; page < 3; page++) {
                        Paging paging = new Paging(cursor, 50);
                        String which = sort + " " + language + " page " + page + (descending ? " descending" : "");
                        assertThat(reads(() -> organisations.list(query, paging)))
                                .as(which)
                                .isLessThan(1_000);
                        cursor = as(() -> organisations.list(query, paging)).next();
                    }
                }
            }
        }
    }

    @Test
    void theListOfAllGoesOnAsQuicklyInTheMiddle() {
        OrganisationQuery query = OrganisationQuery.ALL;
        String cursor = null;
        for (int page = 0; page < 300; page++) {
            Paging paging = new Paging(cursor, 100);
            cursor = as(() -> organisations.list(query, paging)).next();
        }
        Paging middle = new Paging(cursor, 50);
        assertThat(reads(() -> organisations.list(query, middle))).isLessThan(1_000);
    }

    @Test
    void aSubtreeReadsOnlyItself() {
        OrganisationQuery query = query(null, null, null, new OrganisationId(ids.get(4_200)));
        Slice<OrganisationSummary> found = as(() -> organisations.list(query, Paging.first(100)));
        assertThat(found.items()).hasSize(100);
        assertThat(reads(() -> organisations.list(query, Paging.first(50)))).isLessThan(3_000);
        assertThat(reads(() -> organisations.count(query, 0))).isLessThan(3_000);
        assertThat(reads(() -> organisations.parts(new OrganisationId(ids.get(4_200)), "en")))
                .isLessThan(1_000);
    }

    @Test
    void rareFiltersUseTheirIndex() {
        OrganisationQuery country = query(null, null, "MT", null);
        assertThat(as(() -> organisations.count(country, 0))).isGreaterThanOrEqualTo(50);
        assertThat(reads(() -> organisations.list(country, Paging.first(50)))).isLessThan(3_000);
        OrganisationQuery kind = query(null, OrganisationKind.COUNCIL_CONFIGURATION, null, null);
        assertThat(reads(() -> organisations.list(kind, Paging.first(50)))).isLessThan(3_000);
    }

    @Test
    void aSearchReadsWhatFits() {
        String name = as(() -> organisations.get(new OrganisationId(ids.get(31_415))))
                .details()
                .names()
                .in("en");
        assertThat(as(() -> organisations.list(query(name, null, null, null), Paging.first(50)))
                        .items())
                .hasSize(1);
        assertThat(reads(() -> organisations.list(query(name, null, null, null), Paging.first(50))))
                .isLessThan(3_000);
        assertThat(reads(() -> organisations.list(query("31415", null, null, null), Paging.first(50))))
                .isLessThan(3_000);
        assertThat(reads(() -> organisations.suggest(name))).isLessThan(20_000);
        assertThat(reads(() -> organisations.findByName(name))).isLessThan(50);
        assertThat(reads(() -> organisations.findByExternalId(new ExternalId("eu-body", "EP-AFET"))))
                .as("with the parts of its parent, which are counted")
                .isLessThan(300);
    }

    @Test
    void aDetailReadsItsWayToTheTop() {
        assertThat(reads(() -> organisations.get(new OrganisationId(ids.get(31_415)))))
                .isLessThan(200);
    }

    @Test
    void pagesOfPostsAreReadInTheOrderOfTheIndex() {
        String cursor = null;
        for (int page = 0; page < 3; page++) {
            Paging paging = new Paging(cursor, 50);
            assertThat(reads(() -> posts.list(null, null, false, TODAY, paging)))
                    .as("page " + page)
                    .isLessThan(1_000);
            cursor = as(() -> posts.list(null, null, false, TODAY, paging)).next();
        }
        assertThat(reads(() -> posts.list(null, null, true, TODAY, Paging.first(50))))
                .isLessThan(5_000);
        assertThat(reads(() -> posts.of(new OrganisationId(ids.get(12_345)), TODAY)))
                .isLessThan(50);
    }

    private <T> T as(Supplier<T> work) {
        return access.callAs(viewer, work);
    }

    private long reads(Supplier<?> work) {
        return new RowsRead(database, new TransactionTemplate(transactions)).by(() -> as(work));
    }

    private static OrganisationQuery query(
            @Nullable String text,
            @Nullable OrganisationKind kind,
            @Nullable String country,
            @Nullable OrganisationId within) {
        return new OrganisationQuery(
                text,
                kind == null ? Set.of() : Set.of(kind),
                null,
                country,
                within,
                Archived.WITHOUT,
                OrganisationQuery.Sort.NAME,
                false,
                "en");
    }

    private static OrganisationQuery query(
            @Nullable String text,
            @Nullable Circle circle,
            @Nullable String country,
            @Nullable OrganisationId within,
            OrganisationQuery.Sort sort,
            boolean descending,
            String language) {
        return new OrganisationQuery(
                text, Set.of(), circle, country, within, Archived.WITHOUT, sort, descending, language);
    }
}
