package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of an import that are worked on together: what they cost, and that each finds what those before it left. */
@ServiceTest
class StretchIntegrationTests extends OfficerScene {

    private static final int ROWS = 50;

    @Autowired
    Imports imports;

    @Autowired
    Contacts contacts;

    @Autowired
    ImportStore store;

    @Autowired
    Directory directory;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    // C4
    @Test
    void rowsAreCheckedAndAppliedTogether() {
        Officer protocol = officers.protocol("stretch-cost");
        ImportId fresh = checked(protocol, ImportSubject.CONTACTS, people());
        // What is looked up row by row: names that are alike, and earlier rows that mean the same.
        assertThat(statements(protocol, fresh, rows -> checking(protocol, fresh).check(rows)))
                .filteredOn(sql -> !sql.contains("crm_name_") && !sql.contains("crm_import_key"))
                .hasSizeLessThan(15);
        assertThat(statements(protocol, fresh, rows -> applying(protocol, fresh).apply(rows)))
                .hasSizeLessThan(30);
        importing().applied(protocol, ImportSubject.CONTACTS, people(), false);

        ImportId known = checked(protocol, ImportSubject.CONTACTS, people());
        assertThat(importing().view(protocol, known).outcomes()).containsOnly(entry(RowOutcome.UNCHANGED, (long) ROWS));
        assertThat(statements(protocol, known, rows -> checking(protocol, known).check(rows)))
                .filteredOn(sql -> !sql.contains("crm_import_key"))
                .hasSizeLessThan(10);

        bodies(protocol);
        ImportId mandates = checked(
                protocol,
                ImportSubject.MANDATES,
                lines("contact email,organisation,role", i -> "p%d@stretch.example,Board of Reeds,member"
                        .formatted(i)));
        assertThat(importing().view(protocol, mandates).outcomes()).containsOnly(entry(RowOutcome.CREATE, (long) ROWS));
        assertThat(statements(
                        protocol, mandates, rows -> checking(protocol, mandates).check(rows)))
                .filteredOn(sql -> !sql.contains("crm_import_key"))
                .hasSizeLessThan(15);
    }

    // C4, C5: rows that mean whom an earlier row of the same stretch registers
    @Test
    void aRowFindsTheContactThatARowBeforeItRegistered() {
        Officer protocol = officers.protocol("stretch");
        bodies(protocol);
        long before = people(protocol);
        ImportId id = importing().applied(protocol, ImportSubject.CONTACTS, bytes("""
                id,given name,family name,email,organisation,role
                r1,Anna,Reed,anna@reeds.example,Board of Reeds,member
                ,Bela,Sedge,bela@reeds.example,Board of Reeds,member
                r1,Anna,Reed,anna@reeds.example,Board of Sedges,chair
                r3,Cyra,Rush,cyra@reeds.example,,
                ,Bela,Sedge,BELA@reeds.example,Board of Sedges,member
                """), false);
        assertThat(importing().rows(protocol, id)).extracting(ImportRow::state).containsOnly(RowState.APPLIED);
        assertThat(people(protocol)).isEqualTo(before + 3);
        assertThat(held(protocol, "r1")).containsExactlyInAnyOrder("Board of Reeds MEMBER", "Board of Sedges CHAIR");
        assertThat(held(as(protocol, () -> contacts.findByEmail("bela@reeds.example"))
                        .get(0)))
                .containsExactlyInAnyOrder("Board of Reeds MEMBER", "Board of Sedges MEMBER");
        assertThat(held(protocol, "r3")).isEmpty();
    }

    @Test
    void oneRowThatTheDirectoryRefusesSpoilsNoneThatWaitedWithIt() {
        Officer protocol = officers.protocol("stretch");
        long before = people(protocol);
        ImportId id = importing()
                .applied(
                        protocol,
                        ImportSubject.CONTACTS,
                        lines("id,given name,family name", i -> "s%d,%s,%s%s"
                                .formatted(i, name(i), name(i + 500), i == 7 ? "\u202e" : "")),
                        false);
        assertThat(importing().view(protocol, id).states())
                .containsOnly(entry(RowState.APPLIED, ROWS - 1L), entry(RowState.FAILED, 1L));
        assertThat(importing().rows(protocol, id))
                .filteredOn(row -> row.state() == RowState.FAILED)
                .singleElement()
                .satisfies(row -> assertThat(row.problems().get(0))
                        .extracting(Violation::field, Violation::key)
                        .containsExactly("names[0].family", "crm.contact.error.characters"));
        assertThat(people(protocol)).isEqualTo(before + ROWS - 1);
    }

    // C5: what an earlier row of the same stretch makes is changed by decision
    @Test
    void aRowThatMeansAnEarlierOneByDecisionFindsItDone() {
        Officer protocol = officers.protocol("stretch");
        ImportId id = checked(protocol, ImportSubject.CONTACTS, bytes("""
                id,given name,family name,country
                d1,Dora,Fescue,BE
                d1,Dora,Fescue,FR
                """));
        applied(protocol, id, 1);
        ContactView dora = as(protocol, () -> contacts.findByExternalId(new ExternalId("id", "d1")))
                .orElseThrow();
        assertThat(dora.details().country()).isEqualTo("FR");
    }

    @Test
    void aContactIsKnownByWhatTheRowBeforeMadeOfIt() {
        Officer protocol = officers.protocol("stretch");
        importing()
                .applied(
                        protocol,
                        ImportSubject.CONTACTS,
                        bytes("id,name,email\ne1,Edda Bulrush,edda@reeds.example\n"),
                        false);
        ContactView edda =
                as(protocol, () -> contacts.findByEmail("edda@reeds.example")).get(0);
        ImportId id = checked(
                protocol,
                ImportSubject.CONTACTS,
                bytes("crm_id,email,country\n%1$s,second@reeds.example,\n%1$s,,FR\n".formatted(edda.id())));
        applied(protocol, id, 1);
        ContactView now = as(protocol, () -> contacts.get(edda.id()));
        assertThat(now.details().country()).isEqualTo("FR");
        assertThat(now.details().channels())
                .extracting(Channel::value)
                .containsExactly("edda@reeds.example", "second@reeds.example");
    }

    // P1: an address in decomposed letters is the same address
    @Test
    void twoSpellingsOfOneAddressInUnicodeMakeNobodyTwice() {
        Officer protocol = officers.protocol("stretch");
        long before = people(protocol);
        ImportId id = checked(
                protocol,
                ImportSubject.CONTACTS,
                bytes("name,email\nFara Millet,jose\u0301@reeds.example\nGita Spelt,jos\u00e9@reeds.example\n"));
        assertThat(importing().view(protocol, id).outcomes()).containsEntry(RowOutcome.CREATE, 1L);
        applied(protocol, id);
        assertThat(people(protocol)).isEqualTo(before + 1);
    }

    // Z6: a contact is made more sensitive between the look at it and the note of what was seen
    @Test
    void z6ARowIsAsSensitiveAsItsContactWhenItIsNoted() {
        Officer protocol = officers.protocol("stretch");
        Officer manager = officers.manager("stretch");
        importing().applied(protocol, ImportSubject.CONTACTS, bytes("id,name\nh1,Hedda Sorrel\n"), false);
        // The second row speaks of her only by what the first one says.
        ImportId id = checked(protocol, ImportSubject.CONTACTS, bytes("id,name\nh1,Hedda Sorrel\n,Sorrel Hedda\n"));
        assertThat(importing().rows(protocol, id)).hasSize(2);
        StoredImport one = stored(protocol, id);
        Planner planner = ImportCheck.planner(one.subject());
        Planner slow = (row, planning) -> {
            Plan plan = planner.plan(row, planning);
            CompletableFuture.runAsync(() -> access.runAs(manager, () -> {
                        ContactView hedda = contacts.findByExternalId(new ExternalId("id", "h1"))
                                .orElseThrow();
                        contacts.change(hedda.id(), hedda.version(), confidential(hedda.details()));
                    }))
                    .join();
            return plan;
        };
        access.runAs(protocol, () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            // As before the check, when it spoke of nobody.
            database.sql("delete from crm_import_row_contact where import_id = ?")
                    .param(Bytes16.of(id))
                    .update();
        }));
        access.runAs(protocol, () -> new TransactionTemplate(transactions)
                .executeWithoutResult(
                        status -> new CheckedRows(one, slow, directory, store).check(store.rows(id, "1 = 1", 0, 10))));
        assertThat(importing().rows(protocol, id)).isEmpty();
        assertThat(importing().rows(manager, id)).hasSize(2);
    }

    /** Applies an import of which that row means whom an earlier one means, and is to change them. */
    private void applied(Officer officer, ImportId id, int place) {
        ImportRow again = importing().rows(officer, id).get(place);
        assertThat(again.outcome()).isEqualTo(RowOutcome.DUPLICATE_SUSPECTED);
        access.runAs(officer, () -> imports.decide(id, imports.get(id).version(), again.number(), RowDecision.UPDATE));
        applied(officer, id);
        assertThat(importing().rows(officer, id)).extracting(ImportRow::state).containsOnly(RowState.APPLIED);
    }

    private void applied(Officer officer, ImportId id) {
        as(officer, () -> imports.apply(id, imports.get(id).version()));
        importing().await(officer, id, ImportState.APPLIED);
    }

    private static ContactDetails confidential(ContactDetails now) {
        return new ContactDetails(
                now.names(),
                now.honorific(),
                now.formOfAddress(),
                now.languages(),
                now.country(),
                now.channels(),
                now.externalIds(),
                now.notes(),
                Sensitivity.CONFIDENTIAL,
                now.legalBasis(),
                now.source());
    }

    // ---- helpers

    /** What the rows of the import that are still planned cost as one stretch; nothing of it stays. */
    private List<String> statements(Officer officer, ImportId id, Consumer<List<StoredRow>> work) {
        List<StoredRow> rows = store.rows(id, "state = 'PLANNED'", 0, ROWS);
        assertThat(rows).hasSize(ROWS);
        return as(officer, () -> new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            return StatementCounter.statementsOf(() -> {
                work.accept(rows);
                return rows;
            });
        }));
    }

    private CheckedRows checking(Officer officer, ImportId id) {
        StoredImport one = stored(officer, id);
        return new CheckedRows(one, ImportCheck.planner(one.subject()), directory, store);
    }

    private AppliedRows applying(Officer officer, ImportId id) {
        StoredImport one = stored(officer, id);
        return new AppliedRows(one, ImportCheck.planner(one.subject()), directory, store);
    }

    private StoredImport stored(Officer officer, ImportId id) {
        return as(officer, () -> store.find(id, access.scope())).orElseThrow();
    }

    private ImportId checked(Officer officer, ImportSubject subject, byte[] file) {
        return importing().checked(officer, subject, file, false);
    }

    private void bodies(Officer officer) {
        importing().applied(officer, ImportSubject.ORGANISATIONS, bytes("""
                name,kind,circle
                Board of Reeds,committee,expert
                Board of Sedges,committee,expert
                """), false);
        importing().applied(officer, ImportSubject.CONTACTS, bytes("""
                name,organisation,role
                Zoe Founder,Board of Reeds,member
                Yan Founder,Board of Sedges,chair
                Xia Founder,Board of Sedges,member
                """), true);
        as(officer, () -> contacts.list(ContactQuery.ALL.withText("Founder"), Paging.first(10)))
                .items()
                .forEach(founder -> access.runAs(officer, () -> contacts.archive(founder.id(), version(founder.id()))));
    }

    private long version(ContactId id) {
        return contacts.get(id).version();
    }

    private List<String> held(Officer officer, String id) {
        return held(as(officer, () -> contacts.findByExternalId(new ExternalId("id", id)))
                .orElseThrow());
    }

    private static List<String> held(ContactView person) {
        return person.mandates().stream().map(StretchIntegrationTests::words).toList();
    }

    private static String words(MandateView mandate) {
        PostRole role = mandate.role();
        return mandate.organisationNames().in("en") + " " + role;
    }

    private long people(Officer officer) {
        return as(officer, () -> contacts.count(ContactQuery.ALL, 1_000));
    }

    private static byte[] people() {
        return lines("id,given name,family name,email", i -> "p%1$d,%2$s,%3$s,p%1$d@stretch.example"
                .formatted(i, name(i), name(i + 500)));
    }

    private static byte[] lines(String header, IntFunction<String> line) {
        return bytes(header + "\n"
                + IntStream.range(0, ROWS).mapToObj(i -> line.apply(i) + "\n").collect(Collectors.joining()));
    }

    /** A name that is like no other of a small number. */
    private static String name(int number) {
        StringBuilder name = new StringBuilder();
        for (int left = number * 7919 + 104_729; left > 0; left /= 20) {
            name.append("bcdfghjklmnprstvwxyz".charAt(left % 20)).append("aeiou".charAt(left % 5));
        }
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Importing importing() {
        return new Importing(imports, access);
    }
}
