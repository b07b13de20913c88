package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobView;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.DirectoryContents;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class ImportIntegrationTests extends OfficerScene {

    @Autowired
    Imports imports;

    @Autowired
    Contacts contacts;

    @Autowired
    Jobs jobs;

    @Autowired
    AuditLog log;

    @Autowired
    OfficerDirectory directory;

    @Autowired
    ImportStore store;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient database;

    @Test
    void membersBodiesAndRolesOfTheParliamentComeInOnceAndGoOutAgain() throws IOException {
        Officer protocol = officers.protocol("imp-meps");
        DirectoryContents directory = directory(protocol);
        Map<String, Long> before = directory.checksums();

        ImportId bodies = applied(protocol, ImportSubject.ORGANISATIONS, shared("meps/ep_bodies.csv"), false);
        assertThat(total(protocol, bodies)).isEqualTo(80);
        assertThat(as(protocol, () -> imports.get(bodies)).outcomes())
                .doesNotContainKeys(RowOutcome.ERROR, RowOutcome.DUPLICATE_SUSPECTED);
        ImportId people = applied(protocol, ImportSubject.CONTACTS, shared("meps/meps.csv"), true);
        assertThat(as(protocol, () -> imports.get(people)).outcomes())
                .containsExactly(Map.entry(RowOutcome.CREATE, 719L));
        ImportId roles = applied(protocol, ImportSubject.MANDATES, shared("meps/mep_memberships_2026.csv"), true);
        assertThat(total(protocol, roles)).isEqualTo(2_569);
        assertThat(as(protocol, () -> imports.get(roles)).outcomes()).doesNotContainKey(RowOutcome.ERROR);

        ContactView goerens = as(protocol, () -> contacts.findByExternalId(new ExternalId("ep-mep", "840")))
                .orElseThrow();
        assertThat(goerens.details().displayName()).isEqualTo("Charles Goerens");
        assertThat(goerens.details().country()).isEqualTo("LU");
        assertThat(goerens.mandates()).extracting("acronym").contains("DEVE", "AGRI", "AFCO");

        Map<String, Long> applied = directory.checksums();
        long audited = directory.audited();
        for (Map.Entry<ImportSubject, String> again : Map.of(
                        ImportSubject.ORGANISATIONS, "meps/ep_bodies.csv",
                        ImportSubject.CONTACTS, "meps/meps.csv",
                        ImportSubject.MANDATES, "meps/mep_memberships_2026.csv")
                .entrySet()) {
            ImportId id = applied(protocol, again.getKey(), shared(again.getValue()), true);
            ImportView view = as(protocol, () -> imports.get(id));
            assertThat(view.remembered()).isTrue();
            assertThat(view.outcomes().keySet()).containsExactly(RowOutcome.UNCHANGED);
            assertThat(view.states().keySet()).containsExactly(RowState.SKIPPED);
        }
        assertThat(directory.checksums()).isEqualTo(applied);
        assertThat(directory.audited()).isEqualTo(audited);

        for (ImportId id : List.of(roles, people, bodies)) {
            as(protocol, () -> imports.revert(id, version(id)));
            await(protocol, id, ImportState.REVERTED);
            assertThat(as(protocol, () -> imports.get(id)).states())
                    .doesNotContainKeys(RowState.KEPT, RowState.APPLIED);
        }
        assertThat(directory.checksums()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duplicates_case_accent_swapped.csv", "excel_bg_cp1251_semicolon.csv", "excel_el_cp1253_semicolon.csv",
                "excel_fr_cp1252_semicolon.csv", "excel_pl_cp1250_semicolon.csv", "excel_unicode_text_utf16le_tab.txt",
                "multiline_notes_crlf_in_quotes.csv", "outlook_de_utf8_bom_comma.csv"
            })
    void everyRowOfAMessyListIsAccountedFor(String name) throws IOException {
        Officer protocol = officers.protocol("imp-" + Math.abs(name.hashCode() % 1_000_000));
        Path file = SampleFiles.shared("csv-samples/contact-imports/" + name);
        long rows = SampleFiles.rows(file, false, SampleFiles.guessed(file)).size() - 1L;

        ImportId id = applied(protocol, ImportSubject.CONTACTS, Files.readAllBytes(file), true);

        ImportView view = as(protocol, () -> imports.get(id));
        assertThat(view.outcomes().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(rows);
        assertThat(view.states().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(rows);
        assertThat(view.states()).doesNotContainKey(RowState.PLANNED);
        assertThat(view.states().getOrDefault(RowState.APPLIED, 0L))
                .as("applied of %s: %s %s", rows, view.outcomes(), problems(protocol, id))
                .isGreaterThan(rows / 2);
        as(protocol, () -> imports.revert(id, version(id)));
        await(protocol, id, ImportState.REVERTED);
        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 100))).isZero();
    }

    @Test
    void rowsThatMeanTheSamePersonWaitForADecision() throws IOException {
        Officer protocol = officers.protocol("imp-same");
        ImportId id = checked(protocol, ImportSubject.CONTACTS, """
                first_name,last_name,email
                Aigerim,Sadykova,aigerim@example.org
                AIGERIM,SADYKOVA,AIGERIM@EXAMPLE.ORG
                Sadykova,Aigerim,
                Ana,,broken@
                """.getBytes(StandardCharsets.UTF_8), false);

        List<ImportRow> rows = rows(protocol, id);
        assertThat(rows)
                .extracting(ImportRow::outcome)
                .containsExactly(
                        RowOutcome.CREATE, RowOutcome.UNCHANGED, RowOutcome.DUPLICATE_SUSPECTED, RowOutcome.ERROR);

        as(protocol, () -> {
            imports.decide(id, version(id), 4, RowDecision.CREATE);
            return imports.apply(id, version(id));
        });
        await(protocol, id, ImportState.APPLIED);
        assertThat(rows(protocol, id))
                .extracting(ImportRow::state)
                .containsExactly(RowState.APPLIED, RowState.SKIPPED, RowState.APPLIED, RowState.FAILED);

        assertThat(errorFile(protocol, id))
                .startsWith("\uFEFFfirst_name,last_name,email")
                .contains("Ana,,broken@,5");
    }

    @Test
    void whatSomebodyChangedSinceTheCheckIsNotWrittenOver() throws IOException {
        Officer protocol = officers.protocol("imp-since");
        byte[] first = "id,first name,family name,country\n7,Nurlan,Akhmetov,France\n".getBytes(StandardCharsets.UTF_8);
        applied(protocol, ImportSubject.CONTACTS, first, false);
        byte[] second =
                "id,first name,family name,country\n7,Nurlan,Akhmetov,Belgium\n".getBytes(StandardCharsets.UTF_8);
        ImportId id = checked(protocol, ImportSubject.CONTACTS, second, false);
        assertThat(rows(protocol, id).get(0).changes()).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("country");
            assertThat(change.before()).isEqualTo("FR");
            assertThat(change.after()).isEqualTo("BE");
        });
        applied(
                protocol,
                ImportSubject.CONTACTS,
                "id,first name,family name,country\n7,Nurlan,Akhmetov,Spain\n".getBytes(StandardCharsets.UTF_8),
                false);

        as(protocol, () -> imports.apply(id, version(id)));
        await(protocol, id, ImportState.APPLIED);

        assertThat(rows(protocol, id).get(0).state()).isEqualTo(RowState.FAILED);
        assertThat(as(protocol, () -> contacts.findByExternalId(new ExternalId("id", "7")))
                        .orElseThrow()
                        .details()
                        .country())
                .isEqualTo("ES");
    }

    // Z6: what is wrong with a row does not make the person it names less confidential
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "CONTACTS;name,email,country;Vera Hidden,vera@hidden.example,Atlantis",
                "CONTACTS;name,email;Vera Hidden,vera@hidden.example,and,more,than,columns",
                "MANDATES;contact email,organisation,role,since;vera@hidden.example,Chamber of Clouds,member,someday"
            })
    void z6AFailedRowIsAsHiddenAsThePersonItNames(ImportSubject subject, String header, String row) {
        String mission = "imp-hidden-" + UUID.randomUUID().toString().substring(0, 8);
        Officer manager = officers.manager(mission);
        Officer protocol = officers.protocol(mission);
        applied(
                manager,
                ImportSubject.CONTACTS,
                "name,email,sensitivity\nVera Hidden,vera@hidden.example,confidential\n"
                        .getBytes(StandardCharsets.UTF_8),
                false);
        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 10))).isZero();

        ImportId id = checked(manager, subject, (header + "\n" + row + "\n").getBytes(StandardCharsets.UTF_8), false);

        assertThat(rows(manager, id)).singleElement().satisfies(shown -> assertThat(shown.outcome())
                .as("%s", shown.problems())
                .isEqualTo(RowOutcome.ERROR));
        assertThat(as(protocol, () -> imports.list(Paging.first(10))).items()).isEmpty();
        assertThatThrownBy(() -> as(protocol, () -> imports.get(id))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(protocol, () -> imports.rows(id, null, null, Paging.first(10))))
                .isInstanceOf(NotFoundException.class);
    }

    // Z6: with a contact that is made more sensitive, all that imports say of it is hidden
    @Test
    void z6RowsAreHiddenWithTheContactOfWhomTheySpeak() {
        Officer manager = officers.manager("imp-raised");
        Officer protocol = officers.protocol("imp-raised");
        ImportId made = applied(protocol, ImportSubject.CONTACTS, """
                name,email
                Vera Later,vera@later.example
                Later Vera,
                Olga Open,olga@open.example
                Vera Later,VERA@later.example
                """.getBytes(StandardCharsets.UTF_8), false);
        ImportId wrong = checked(protocol, ImportSubject.CONTACTS, """
                name,email,country
                Vera Later,vera@later.example,Atlantis
                Olga Open,olga@open.example,Atlantis
                """.getBytes(StandardCharsets.UTF_8), false);
        ImportId roles = checked(protocol, ImportSubject.MANDATES, """
                contact email,organisation,role,since
                vera@later.example,Chamber of Clouds,member,2024
                olga@open.example,Chamber of Clouds,member,2024
                """.getBytes(StandardCharsets.UTF_8), true);
        ImportId waiting = checked(protocol, ImportSubject.CONTACTS, """
                name
                Later Vera
                Open Olga
                """.getBytes(StandardCharsets.UTF_8), false);
        List<ImportId> all = List.of(made, wrong, roles, waiting);
        assertThat(all).extracting(id -> rows(protocol, id).size()).containsExactly(4, 2, 2, 2);
        assertThat(rows(protocol, waiting)).extracting(ImportRow::outcome).containsOnly(RowOutcome.DUPLICATE_SUSPECTED);

        ContactView raised = withSensitivity(manager, "vera@later.example", Sensitivity.CONFIDENTIAL);

        for (ImportId id : all) {
            assertThat(rows(protocol, id)).singleElement().satisfies(row -> assertThat(row.toString())
                    .contains("Olga")
                    .doesNotContain("Vera"));
            ImportView view = as(protocol, () -> imports.get(id));
            assertThat(view.outcomes().values()).containsExactly(1L);
            assertThat(view.states().values()).containsExactly(1L);
            assertThat(view.columns())
                    .allSatisfy(column -> assertThat(column.samples()).isEmpty());
            assertThat(errorFile(protocol, id)).doesNotContain("Vera", "VERA", "vera");
            assertThat(rows(manager, id)).hasSizeGreaterThan(1);
            assertThat(as(manager, () -> imports.get(id)).columns())
                    .anySatisfy(column -> assertThat(column.samples()).isNotEmpty());
        }
        assertThat(errorFile(protocol, wrong)).contains("Olga");
        assertThat(errorFile(manager, wrong)).contains("Vera", "Olga");
        assertThatThrownBy(() ->
                        access.runAs(protocol, () -> imports.decide(waiting, version(waiting), 2, RowDecision.CREATE)))
                .isInstanceOf(NotFoundException.class);
        access.runAs(protocol, () -> imports.decideAll(waiting, version(waiting), RowDecision.CREATE));
        assertThat(rows(manager, waiting)).extracting(ImportRow::decision).containsExactly(null, RowDecision.CREATE);

        for (ImportId id : List.of(wrong, roles, waiting)) {
            ImportView hiding = as(protocol, () -> imports.get(id));
            assertThatThrownBy(() -> as(protocol, () -> imports.configure(id, hiding.version(), hiding.settings())))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("crm.exchange.error.clearance");
            assertThatThrownBy(() -> as(protocol, () -> imports.check(id, hiding.version())))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("crm.exchange.error.clearance");
            assertThat(as(protocol, () -> imports.get(id))).isEqualTo(hiding);
            assertThat(rows(protocol, id))
                    .as("nothing is lost, nothing is shown")
                    .hasSize(1);
        }
        stopped(roles);
        ImportView unread = as(protocol, () -> imports.get(roles));
        assertThat(unread.columns())
                .allSatisfy(column -> assertThat(column.samples()).isEmpty());
        assertThatThrownBy(() -> as(protocol, () -> imports.check(roles, unread.version())))
                .isInstanceOf(ConflictException.class);
        checkedAnew(manager, roles);
        checkedAnew(manager, wrong);
        for (ImportId id : List.of(wrong, roles)) {
            assertThat(rows(manager, id)).as("who sees all may go on").hasSize(2);
            assertThatThrownBy(() -> as(protocol, () -> imports.get(id))).isInstanceOf(NotFoundException.class);
        }

        JobId applying = as(protocol, () -> imports.apply(waiting, version(waiting)));
        await(protocol, waiting, ImportState.APPLIED);
        assertThat(rows(manager, waiting)).hasSize(2).noneMatch(row -> row.state() == RowState.PLANNED);
        JobId reverting = as(protocol, () -> imports.revert(made, version(made)));
        await(protocol, made, ImportState.REVERTED);
        assertThat(rows(manager, made)).noneMatch(row -> row.state() == RowState.APPLIED);
        for (JobId id : List.of(applying, reverting)) {
            JobView job = over(protocol, id);
            assertThat(job.total()).as("the job counts as the page does").isEqualTo(1);
            assertThat(job.done()).isEqualTo(1);
        }

        assertThat(raised.details().sensitivity()).isEqualTo(Sensitivity.CONFIDENTIAL);
        withSensitivity(manager, "vera@later.example", Sensitivity.INTERNAL);
        assertThat(rows(protocol, made)).as("what was hidden stays so").hasSize(1);
        checkedAnew(manager, wrong);
        assertThatThrownBy(() -> as(protocol, () -> imports.get(wrong)))
                .as("also when it is read anew")
                .isInstanceOf(NotFoundException.class);
    }

    private JobView over(Officer officer, JobId id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> as(officer, () -> jobs.get(id)).state().isOver());
        return as(officer, () -> jobs.get(id));
    }

    /** As when the check of a file that was read anew is cancelled. */
    private void stopped(ImportId id) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            store.move(id, List.of(ImportState.CHECKED), ImportState.UPLOADED);
            store.deleteRows(id);
        });
    }

    private void checkedAnew(Officer officer, ImportId id) {
        ImportView before = as(officer, () -> imports.get(id));
        ImportView read = as(officer, () -> imports.configure(id, before.version(), before.settings()));
        as(officer, () -> imports.check(id, read.version()));
        await(officer, id, ImportState.CHECKED);
    }

    @Test
    void aFileThatIsReadAnewSpeaksOfNobodyUntilItIsChecked() {
        Officer protocol = officers.protocol("imp-reread");
        byte[] file = "name,email,country\nNora Anew,nora@anew.example,\n".getBytes(StandardCharsets.UTF_8);
        applied(protocol, ImportSubject.CONTACTS, file, false);
        ImportId id = checked(protocol, ImportSubject.CONTACTS, file, false);
        assertThat(spokenOf(id)).isEqualTo(1);
        ImportView read = as(protocol, () -> imports.get(id));
        as(protocol, () -> imports.configure(id, read.version(), read.settings()));
        assertThat(spokenOf(id)).isZero();
    }

    @Test
    void wordsThatOnlyTheCheckMeetsCanBeGivenAMeaning() {
        Officer protocol = officers.protocol("imp-late");
        StringBuilder file = new StringBuilder("name,country\n");
        for (int i = 1; i <= Limits.PREVIEW_ROWS + 5; i++) {
            file.append("Late Institute ").append(i).append(i == Limits.PREVIEW_ROWS + 3 ? ",Lemuria\n" : ",Belgium\n");
        }
        byte[] content = file.toString().getBytes(StandardCharsets.UTF_8);
        ImportView uploaded = importing().uploaded(protocol, ImportSubject.ORGANISATIONS, content);
        assertThat(uploaded.columns().get(1).unknownWords()).isEmpty();

        as(protocol, () -> imports.check(uploaded.id(), uploaded.version()));
        await(protocol, uploaded.id(), ImportState.CHECKED);
        ImportView checked = as(protocol, () -> imports.get(uploaded.id()));
        assertThat(checked.outcomes()).containsEntry(RowOutcome.ERROR, 1L);
        assertThat(checked.columns().get(1).unknownWords()).containsExactly("Lemuria");

        ImportView back = as(protocol, () -> imports.configure(checked.id(), checked.version(), checked.settings()));
        assertThat(back.columns().get(1).unknownWords()).containsExactly("Lemuria");
        ImportView given = as(
                protocol,
                () -> imports.configure(back.id(), back.version(), mapped(back.settings(), Map.of("Lemuria", ""))));
        assertThat(given.columns().get(1).unknownWords())
                .as("what has a meaning may still get another one")
                .containsExactly("Lemuria");
        as(protocol, () -> imports.check(given.id(), given.version()));
        await(protocol, given.id(), ImportState.CHECKED);
        assertThat(as(protocol, () -> imports.get(given.id())).outcomes()).doesNotContainKey(RowOutcome.ERROR);
    }

    private static ImportSettings mapped(ImportSettings settings, Map<String, String> words) {
        return new ImportSettings(
                settings.encoding(),
                settings.delimiter(),
                settings.sheet(),
                settings.header(),
                settings.columns().stream()
                        .map(column -> column.field() == ImportField.COUNTRY
                                ? new ColumnMapping(column.column(), column.field(), null, words)
                                : column)
                        .toList(),
                settings.language(),
                settings.createOrganisations(),
                settings.source());
    }

    @Test
    void aFileCanBeReadOtherwiseBeforeItsColumnsAreSettled() {
        Officer protocol = officers.protocol("imp-unsettled");
        ImportView uploaded = importing()
                .uploaded(protocol, ImportSubject.CONTACTS, "foo,bar\nCaf\u00e9,b\n".getBytes(StandardCharsets.UTF_8));
        ImportSettings found = uploaded.settings();
        assertThat(found.columns()).extracting(ColumnMapping::field).containsOnlyNulls();

        ImportView read = as(
                protocol,
                () -> imports.configure(
                        uploaded.id(),
                        uploaded.version(),
                        new ImportSettings(
                                "windows-1252",
                                found.delimiter(),
                                found.sheet(),
                                found.header(),
                                found.columns(),
                                found.language(),
                                found.createOrganisations(),
                                found.source())));
        assertThat(read.columns().get(0).samples()).containsExactly("Caf\u00c3\u00a9");
        assertThatThrownBy(() -> as(protocol, () -> imports.check(read.id(), read.version())))
                .isInstanceOf(InvalidInputException.class);
    }

    private long spokenOf(ImportId id) {
        return database.sql("select count(*) from crm_import_row_contact where import_id = ?")
                .param(Bytes16.of(id))
                .query(Long.class)
                .single();
    }

    // Z6: whoever checks rows while somebody makes their contact more sensitive waits to see it
    @Test
    void z6RowsOfAContactThatIsBeingMadeMoreSensitiveAreHiddenOnceItIs() throws Exception {
        Officer manager = officers.manager("imp-racing");
        Officer protocol = officers.protocol("imp-racing");
        byte[] file = "name,email,country\nRita Racing,rita@racing.example,\n".getBytes(StandardCharsets.UTF_8);
        applied(protocol, ImportSubject.CONTACTS, file, false);
        ImportId id = checked(protocol, ImportSubject.CONTACTS, file, false);
        assertThat(rows(protocol, id)).hasSize(1);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            // As when the row was written, but not committed yet, when the change looked for rows.
            database.sql("delete from crm_import_row_contact where import_id = ?")
                    .param(Bytes16.of(id))
                    .update();
            Future<?> hiding = Objects.requireNonNull(transaction.execute(status -> {
                ContactView raised = withSensitivity(manager, "rita@racing.example", Sensitivity.CONFIDENTIAL);
                CountDownLatch started = new CountDownLatch(1);
                Future<?> begun = other.submit(() -> {
                    started.countDown();
                    database.sql("insert into crm_import_row_contact (import_id, number, contact_id) values (?, 2, ?)")
                            .params(Bytes16.of(id), Bytes16.of(raised.id()))
                            .update();
                    transaction.executeWithoutResult(inner -> store.hideRows(id));
                });
                await(started);
                assertThatThrownBy(() -> begun.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                return begun;
            }));
            hiding.get(30, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
        assertThat(rows(protocol, id)).isEmpty();
        assertThat(rows(manager, id)).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private ContactView withSensitivity(Officer officer, String email, Sensitivity sensitivity) {
        return as(officer, () -> {
            ContactView known = contacts.findByEmail(email).get(0);
            ContactDetails details = known.details();
            return contacts.change(
                    known.id(),
                    known.version(),
                    new ContactDetails(
                            details.names(),
                            details.honorific(),
                            details.formOfAddress(),
                            details.languages(),
                            details.country(),
                            details.channels(),
                            details.externalIds(),
                            details.notes(),
                            sensitivity,
                            details.legalBasis(),
                            details.source()));
        });
    }

    private String errorFile(Officer officer, ImportId id) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        access.runAs(officer, () -> {
            try {
                imports.writeErrors(id, "en", errors);
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRowThatMadeAContactMoreSensitiveSaysWhoCanTakeItBack() {
        Officer protocol = officers.protocol("imp-lower");
        applied(
                protocol,
                ImportSubject.CONTACTS,
                "name,email\nLana Lower,lana@lower.example\n".getBytes(StandardCharsets.UTF_8),
                false);
        ImportId id = applied(
                protocol,
                ImportSubject.CONTACTS,
                "name,email,sensitivity\nLana Lower,lana@lower.example,restricted\n".getBytes(StandardCharsets.UTF_8),
                false);
        assertThat(rows(protocol, id)).extracting(ImportRow::state).containsExactly(RowState.APPLIED);

        as(protocol, () -> imports.revert(id, version(id)));
        await(protocol, id, ImportState.REVERTED);

        assertThat(rows(protocol, id)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(RowState.KEPT);
            assertThat(row.problems())
                    .extracting(Violation::key)
                    .containsExactly("crm.exchange.row.lowers-sensitivity");
        });
        assertThat(as(protocol, () -> contacts.findByEmail("lana@lower.example").get(0))
                        .details()
                        .sensitivity())
                .isEqualTo(Sensitivity.RESTRICTED);
    }

    // S1: who brought a list in, how it was to be read, what was decided of which row, and that it was removed
    @Test
    void theTrailTellsWhatOfficersDoWithAnImport() {
        Officer protocol = officers.protocol("imp-trail");
        Officer manager = officers.manager("imp-trail");
        ImportId id = checked(protocol, ImportSubject.CONTACTS, """
                name
                Aigerim Sadykova
                Sadykova Aigerim
                Zhanna Omarova
                Omarova Zhanna
                Zhanna OMAROVA
                """.getBytes(StandardCharsets.UTF_8), true);
        List<Long> suspected = rows(protocol, id).stream()
                .filter(row -> row.outcome() == RowOutcome.DUPLICATE_SUSPECTED)
                .map(ImportRow::number)
                .toList();
        assertThat(suspected).contains(3L, 5L);
        access.runAs(protocol, () -> imports.decide(id, version(id), 3, RowDecision.CREATE));
        access.runAs(protocol, () -> imports.decide(id, version(id), 3, RowDecision.SKIP));
        access.runAs(protocol, () -> imports.decideAll(id, version(id), RowDecision.CREATE));
        access.runAs(protocol, () -> imports.decideAll(id, version(id), RowDecision.SKIP));
        access.runAs(protocol, () -> imports.discard(id, version(id)));

        List<AuditEntry> entries = noted(manager, id);
        assertThat(entries).extracting(AuditEntry::actor).containsOnly(protocol.name());
        assertThat(entries)
                .extracting(AuditEntry::action)
                .containsExactly(
                        AuditAction.DELETED,
                        AuditAction.CHANGED,
                        AuditAction.CHANGED,
                        AuditAction.CHANGED,
                        AuditAction.CHANGED,
                        AuditAction.CHANGED,
                        AuditAction.CHANGED,
                        AuditAction.CREATED);
        assertThat(entries.get(0).changes()).contains(new FieldChange("file", "list.csv", null));
        assertThat(entries.get(1).changes())
                .containsExactly(
                        new FieldChange(
                                "row",
                                null,
                                ImportTrail.ranges(suspected.stream()
                                        .filter(row -> row != 3)
                                        .toList())),
                        new FieldChange("decision", null, "CREATE"));
        assertThat(entries.get(2).changes())
                .containsExactlyInAnyOrder(
                        new FieldChange("row", null, "3"), new FieldChange("decision", "CREATE", "SKIP"));
        assertThat(entries.get(3).changes())
                .containsExactly(new FieldChange("row", null, "3"), new FieldChange("decision", null, "CREATE"));
        assertThat(entries.get(4).changes()).containsExactly(new FieldChange("state", "CHECKING", "CHECKED"));
        assertThat(entries.get(5).changes()).containsExactly(new FieldChange("state", "UPLOADED", "CHECKING"));
        assertThat(entries.get(6).changes()).containsExactly(new FieldChange("createOrganisations", "false", "true"));
        assertThat(entries.get(7).changes())
                .contains(
                        new FieldChange("subject", null, "CONTACTS"),
                        new FieldChange("file", null, "list.csv"),
                        new FieldChange("columns[0].field", null, "FULL_NAME"));
    }

    // Z20: numbers of rows beside the number that is shown would tell how many are hidden
    @Test
    void z20WhatWasNotedOfAnImportIsHiddenWithTheContactsOfWhomItSpeaks() {
        Officer manager = officers.manager("imp-noted");
        Officer lesser = officers.officer(Role.MANAGER, "imp-noted", Sensitivity.RESTRICTED);
        ImportId id = applied(
                lesser,
                ImportSubject.CONTACTS,
                "name,email\nNina Noted,nina@noted.example\n".getBytes(StandardCharsets.UTF_8),
                false);
        assertThat(noted(lesser, id)).hasSize(5).isEqualTo(noted(manager, id));

        withSensitivity(manager, "nina@noted.example", Sensitivity.CONFIDENTIAL);

        assertThat(noted(lesser, id)).isEmpty();
        List<AuditEntry> entries = noted(manager, id);
        assertThat(entries).hasSize(6);
        assertThat(entries.get(0).changes())
                .containsExactly(new FieldChange("sensitivity", "INTERNAL", "CONFIDENTIAL"));
    }

    @Test
    void rowsThatFollowEachOtherAreNotedAsARange() {
        assertThat(ImportTrail.ranges(List.of(2L))).isEqualTo("2");
        assertThat(ImportTrail.ranges(List.of(2L, 3L, 4L, 7L, 9L, 10L))).isEqualTo("2-4, 7, 9-10");
    }

    /** Newest first. */
    private List<AuditEntry> noted(Officer officer, ImportId id) {
        AuditQuery query = new AuditQuery(null, "import", id.value(), null, null, null, null);
        return as(officer, () -> log.list(query, Paging.first(50))).items();
    }

    @Test
    void aFailedRowOfSomebodyWhomAllMaySeeIsShownToColleagues() {
        Officer manager = officers.manager("imp-open");
        ImportId id = checked(
                manager,
                ImportSubject.CONTACTS,
                "name,country\nZhanna Omarova,Atlantis\n".getBytes(StandardCharsets.UTF_8),
                false);
        assertThat(rows(officers.protocol("imp-open"), id))
                .singleElement()
                .satisfies(shown -> assertThat(shown.outcome()).isEqualTo(RowOutcome.ERROR));
    }

    // Z6: while it is not known of whom the file speaks, it is as hidden as when it came in
    @Test
    void z6AnImportThatIsReadAnewIsHiddenUntilItIsChecked() {
        Officer manager = officers.manager("imp-anew");
        Officer protocol = officers.protocol("imp-anew");
        ImportId id = checked(
                manager, ImportSubject.CONTACTS, "name\nZhanna Omarova\n".getBytes(StandardCharsets.UTF_8), false);
        ImportView open = as(protocol, () -> imports.get(id));
        assertThat(open.state()).isEqualTo(ImportState.CHECKED);

        as(manager, () -> imports.configure(id, open.version(), open.settings()));
        assertThatThrownBy(() -> as(protocol, () -> imports.get(id))).isInstanceOf(NotFoundException.class);
        assertThat(as(protocol, () -> imports.list(Paging.first(10))).items()).isEmpty();

        as(manager, () -> imports.check(id, version(id)));
        await(manager, id, ImportState.CHECKED);
        assertThat(rows(protocol, id)).hasSize(1);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            as(manager, () -> imports.check(id, version(id)));
            assertThat(store.find(id, protocol.scope())).isEmpty();
        });
        await(manager, id, ImportState.CHECKED);
    }

    // C1, D5: an act is for the import as it was seen
    @Test
    void anActOnAnImportThatSomebodyTookOnMeanwhileIsRefused() {
        Officer protocol = officers.protocol("imp-stale");
        Officer manager = officers.manager("imp-stale");
        byte[] file = "name\nZhanna Omarova\nOmarova Zhanna\n".getBytes(StandardCharsets.UTF_8);
        ImportId id = checked(protocol, ImportSubject.CONTACTS, file, false);
        ImportView seen = as(protocol, () -> imports.get(id));
        access.runAs(manager, () -> imports.decide(id, seen.version(), 3, RowDecision.CREATE));

        List<Runnable> acts = List.of(
                () -> imports.configure(id, seen.version(), seen.settings()),
                () -> imports.check(id, seen.version()),
                () -> imports.decide(id, seen.version(), 3, RowDecision.SKIP),
                () -> imports.decideAll(id, seen.version(), RowDecision.SKIP),
                () -> imports.apply(id, seen.version()),
                () -> imports.discard(id, seen.version()));
        for (Runnable act : acts) {
            assertThatThrownBy(() -> access.runAs(protocol, act)).isInstanceOf(StaleVersionException.class);
        }
        assertThat(as(protocol, () -> imports.get(id)).state()).isEqualTo(ImportState.CHECKED);
        assertThat(rows(protocol, id)).extracting(ImportRow::decision).containsExactly(null, RowDecision.CREATE);

        as(protocol, () -> imports.apply(id, version(id)));
        await(protocol, id, ImportState.APPLIED);
        assertThatThrownBy(() -> access.runAs(protocol, () -> imports.revert(id, seen.version())))
                .isInstanceOf(StaleVersionException.class);
        assertThat(as(protocol, () -> imports.get(id)).state()).isEqualTo(ImportState.APPLIED);
    }

    // Z16: who may not import any more does not go on importing, and a colleague can take over
    @ParameterizedTest
    @ValueSource(strings = {"imp-lost", ""})
    void z16AnImportStopsWhenItsOfficerMayNotImportAnyMore(String left) {
        Officer before = directory.signedIn(importer("imp-lost", Role.PROTOCOL));
        Officer colleague = officers.manager("imp-lost");
        String name = "Taken" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        ImportId id = checked(
                before, ImportSubject.CONTACTS, ("name\nAna " + name + "\n").getBytes(StandardCharsets.UTF_8), false);

        // The job begins once this has been committed, and then finds the officer without the right.
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            as(before, () -> imports.apply(id, version(id)));
            directory.signedIn(importer(left, Role.VIEWER));
        });

        await(colleague, id, ImportState.STOPPED);
        ContactQuery taken = ContactQuery.ALL.withText(name);
        assertThat(as(colleague, () -> contacts.count(taken, 10))).isZero();
        as(colleague, () -> imports.apply(id, version(id)));
        await(colleague, id, ImportState.APPLIED);
        assertThat(as(colleague, () -> contacts.count(taken, 10))).isEqualTo(1);
    }

    private static SignIn importer(String mission, Role role) {
        return new SignIn(
                "test",
                "importer",
                Officer.Kind.PERSON,
                "Importer",
                null,
                Set.of(role),
                mission.isEmpty() ? Set.of() : Set.of(mission),
                Sensitivity.RESTRICTED);
    }

    // Fault 13: a reading that was cut short between two commits is done again
    @Test
    void rowsThatAreThereAlreadyAreNotReadInTwice() {
        Officer protocol = officers.protocol("imp-staged");
        ImportId id = checked(
                protocol, ImportSubject.CONTACTS, "name\nZhanna Omarova\n".getBytes(StandardCharsets.UTF_8), false);
        List<RawRow> again = rows(protocol, id).stream()
                .map(row -> new RawRow(row.number(), List.of("Somebody Else"), List.of(), List.of()))
                .toList();

        store.stage(id, again);

        assertThat(rows(protocol, id)).singleElement().satisfies(row -> {
            assertThat(row.outcome()).isEqualTo(RowOutcome.CREATE);
            assertThat(row.label()).isEqualTo("Zhanna Omarova");
        });
    }

    @Test
    void theImportOfAnotherMissionDoesNotExist() throws IOException {
        Officer protocol = officers.protocol("imp-mine");
        Officer other = officers.protocol("imp-theirs");
        ImportId id = checked(
                protocol, ImportSubject.CONTACTS, "name\nZhanna Omarova\n".getBytes(StandardCharsets.UTF_8), false);

        assertThatThrownBy(() -> as(other, () -> imports.get(id))).isInstanceOf(NotFoundException.class);
        assertThat(as(other, () -> imports.list(Paging.first(10))).items()).isEmpty();
    }

    // The file is read in steps of 5,000 rows. Most of these have no address, which is soon said; a whole application
    // takes in
    // 10,000 good ones in ImportKilledIntegrationTests.
    @Test
    void moreRowsThanAreReadAtOnceAreEachDoneOnce() {
        Officer protocol = officers.protocol("imp-many");
        int rows = 5_100;
        StringBuilder csv = new StringBuilder("id,first name,family name,email,country\n");
        for (int i = 0; i < rows; i++) {
            String name = word(i * 31L) + "," + word(i * 977L + 13);
            boolean good = i < 200 || i >= 4_900;
            csv.append(i).append(',').append(name).append(good ? ",p" + i + "@example.org" : ",no address");
            csv.append(",Belgium\n");
        }
        ImportId id = checked(protocol, ImportSubject.CONTACTS, csv.toString().getBytes(StandardCharsets.UTF_8), false);
        as(protocol, () -> {
            imports.decideAll(id, version(id), RowDecision.CREATE);
            return imports.apply(id, version(id));
        });
        await(protocol, id, ImportState.APPLIED);
        assertThat(as(protocol, () -> imports.get(id)).states())
                .containsOnly(Map.entry(RowState.APPLIED, 400L), Map.entry(RowState.FAILED, rows - 400L));
        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 10_000))).isEqualTo(400);
    }

    private static String word(long seed) {
        String[] syllables = {
            "ka", "ro", "mi", "te", "sa", "lu", "ne", "vo", "da", "zhi", "bek", "gul", "nur", "al", "er", "ay"
        };
        StringBuilder word = new StringBuilder();
        long rest = seed * 2_654_435_761L & 0xFFFFFFL;
        for (int i = 0; i < 5; i++) {
            word.append(syllables[(int) (rest % 16)]);
            rest /= 16;
        }
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    // ---- acting

    /** Of the import as it is now, for whoever acts. */
    private long version(ImportId id) {
        return imports.get(id).version();
    }

    private static byte[] shared(String path) throws IOException {
        return Files.readAllBytes(SampleFiles.shared(path));
    }

    private ImportId checked(Officer officer, ImportSubject subject, byte[] content, boolean createOrganisations) {
        return importing().checked(officer, subject, content, createOrganisations);
    }

    private ImportId applied(Officer officer, ImportSubject subject, byte[] content, boolean createOrganisations) {
        return importing().applied(officer, subject, content, createOrganisations);
    }

    private void await(Officer officer, ImportId id, ImportState state) {
        importing().await(officer, id, state);
    }

    private List<ImportRow> rows(Officer officer, ImportId id) {
        return importing().rows(officer, id);
    }

    private Importing importing() {
        return new Importing(imports, access);
    }

    private long total(Officer officer, ImportId id) {
        return as(officer, () -> imports.get(id)).outcomes().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<String> problems(Officer officer, ImportId id) {
        return rows(officer, id).stream()
                .filter(row -> row.state() == RowState.FAILED || row.outcome() == RowOutcome.DUPLICATE_SUSPECTED)
                .map(row -> row.number() + " " + row.problems())
                .toList();
    }

    private DirectoryContents directory(Officer officer) {
        return new DirectoryContents(
                database, officer.missions().iterator().next().value());
    }
}
