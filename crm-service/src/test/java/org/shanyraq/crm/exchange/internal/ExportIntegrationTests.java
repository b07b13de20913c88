package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.exchange.ExportId;
import org.shanyraq.crm.exchange.ExportState;
import org.shanyraq.crm.exchange.ExportView;
import org.shanyraq.crm.exchange.Exports;
import org.shanyraq.crm.exchange.Exports.Format;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.job.NightlyWork;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Rows C2, V7 and V8 of the features; threats I12, Z4 and D5. */
@ServiceTest
class ExportIntegrationTests extends OfficerScene {

    @TempDir
    Path folder;

    @Autowired
    Exports exports;

    @Autowired
    Imports imports;

    @Autowired
    Contacts contacts;

    @Autowired
    Mandates mandates;

    @Autowired
    Organisations organisations;

    @Autowired
    Posts posts;

    @Autowired
    Jobs jobs;

    @Autowired
    List<NightlyWork> nightlyWorks;

    @Autowired
    AuditTrail audit;

    @Autowired
    AuditLog log;

    @Autowired
    OfficerDirectory directory;

    @Autowired
    JdbcTemplate database;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void i12TheFilesHoldEveryColumnAsItIsAndNoFormula() throws IOException {
        Officer protocol = officers.protocol("exp-columns");
        ContactView aigerim = as(protocol, () -> contacts.register(aigerim()));
        holding(protocol, aigerim);
        as(protocol, () -> contacts.register(named("Ελένη", "Παπαδοπούλου", PersonName.Kind.NATIVE)));

        String csv = text(csv(protocol, ContactQuery.ALL));
        List<List<String>> rows = cells(csv(protocol, ContactQuery.ALL), false);

        assertThat(csv).startsWith("\uFEFF" + """
                crm_id,given_name,family_name,native_given_name,native_family_name,other_spelling,honorific,country,languages,\
                email,phone,mobile,address,website,organisation,role,post_title,external_ids,sensitivity,source""");
        assertThat(csv)
                .contains(",'=cmd|' /C calc'!A0\r\n")
                .contains(",+3225550123,")
                .contains("'-1+1 High Street")
                .endsWith("\r\n")
                .doesNotContain(",=", ",-", ",@");
        assertThat(rows.get(1)).contains("Ελένη", "Παπαδοπούλου");
        assertThat(rows.get(2))
                .containsExactly(
                        aigerim.id().toString(),
                        "Aigerim",
                        "Sadykova",
                        "Әйгерім",
                        "Сәдуақасқызы",
                        "Aigerim Sadyk-Uly|Ajgerim Sadykowa",
                        "H.E.",
                        "KZ",
                        "kk|ru|en",
                        "aigerim@example.org|A.Sadykova@example.org",
                        "+3225550123",
                        "+32475000001",
                        "'-1+1 High Street, Brussels",
                        "https://example.org/a",
                        "EXI",
                        "vice_chair",
                        "Vice-Chair for the steppe",
                        "list:a\\|b\\\\c|orcid:0000-0001",
                        "restricted",
                        "'=cmd|' /C calc'!A0");

        byte[] workbook = file(protocol, as(protocol, () -> exports.contacts(ContactQuery.ALL, Format.XLSX, "en")));
        assertThat(cells(workbook, true)).isEqualTo(rows);
        assertThat(parts(workbook))
                .anyMatch(part -> part.contains("t=\"inlineStr\""))
                .noneMatch(part -> part.contains("<f>") || part.contains("<f "));
    }

    @Test
    void v8TheRowsAreThoseOfTheListUnderTheSameFilterAndOrder() throws IOException {
        Officer protocol = officers.protocol("exp-list");
        Officer viewer = officers.officer(Role.DIPLOMAT, "exp-list", Sensitivity.INTERNAL);
        for (int i = 0; i < 130; i++) {
            int number = i;
            ContactView made = as(
                    protocol,
                    () -> contacts.register(details(
                            List.of(new PersonName(PersonName.Kind.LATIN, "N" + number % 7, "Listed" + number, null)),
                            number % 3 == 0 ? "BE" : "FR",
                            number % 10 == 0 ? Sensitivity.RESTRICTED : Sensitivity.INTERNAL)));
            if (number % 11 == 0) {
                as(protocol, () -> contacts.archive(made.id(), made.version()));
            }
        }
        ContactQuery all = ContactQuery.ALL;
        for (ContactQuery query : List.of(
                all,
                query("FR", Archived.BOTH, ContactQuery.Sort.CHANGED, true),
                query("BE", Archived.WITHOUT, ContactQuery.Sort.NAME, true),
                query(null, Archived.ONLY, ContactQuery.Sort.CREATED, false))) {
            for (Officer officer : List.of(protocol, viewer)) {
                List<String> listed = listed(officer, query);
                List<String> exported = cells(csv(officer, query), false).stream()
                        .skip(1)
                        .map(row -> row.get(0))
                        .toList();
                assertThat(exported).as("%s", query).isEqualTo(listed).isNotEmpty();
            }
        }
        assertThat(listed(viewer, all)).hasSizeLessThan(listed(protocol, all).size());
    }

    @Test
    void anotherMissionGetsNoneOfIt() throws IOException {
        Officer protocol = officers.protocol("exp-here");
        Officer elsewhere = officers.diplomat("exp-there");
        as(protocol, () -> contacts.register(named("Zarina", "Hidden", PersonName.Kind.LATIN)));
        OrganisationView body = as(protocol, () -> organisations.register(body("Hidden Institute", "HIDI")));

        assertThat(cells(csv(elsewhere, ContactQuery.ALL), false)).hasSize(1);
        byte[] bodies =
                file(elsewhere, as(elsewhere, () -> exports.organisations(OrganisationQuery.ALL, Format.CSV, "en")));
        assertThat(text(bodies))
                .doesNotContain("Hidden")
                .doesNotContain(body.id().toString());
        assertThat(text(file(
                        protocol, as(protocol, () -> exports.organisations(OrganisationQuery.ALL, Format.CSV, "en")))))
                .contains("Hidden Institute", body.id().toString());
    }

    @Test
    void z4AnExportIsItsOwnersAsLongAsTheyHaveTheRightAndMaySeeItsRows() throws IOException {
        Officer protocol = officers.protocol("exp-owner");
        as(
                protocol,
                () -> contacts.register(details(
                        List.of(new PersonName(PersonName.Kind.LATIN, "Ida", "Sample", null)),
                        "BE",
                        Sensitivity.RESTRICTED)));
        Officer owner = signedIn(Role.DIPLOMAT, Sensitivity.RESTRICTED, "exp-owner");
        ExportId id = ready(owner, as(owner, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en")))
                .id();
        assertThat(text(written(owner, id))).contains("Ida,Sample");

        assertThatThrownBy(() -> as(protocol, () -> exports.get(id))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> written(protocol, id)).isInstanceOf(NotFoundException.class);
        Officer lower = signedIn(Role.DIPLOMAT, Sensitivity.INTERNAL, "exp-owner");
        assertThat(lower.id()).isEqualTo(owner.id());
        assertThatThrownBy(() -> written(lower, id)).isInstanceOf(NotFoundException.class);
        Officer moved = signedIn(Role.DIPLOMAT, Sensitivity.RESTRICTED, "exp-moved");
        assertThatThrownBy(() -> written(moved, id)).isInstanceOf(NotFoundException.class);
        Officer demoted = signedIn(Role.VIEWER, Sensitivity.RESTRICTED, "exp-owner");
        assertThatThrownBy(() -> written(demoted, id)).isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> as(demoted, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en")))
                .isInstanceOf(NotPermittedException.class);

        Officer again = signedIn(Role.DIPLOMAT, Sensitivity.RESTRICTED, "exp-owner");
        assertThat(written(again, id)).isNotEmpty();
        database.update("update crm_export set expires_at = '2020-01-01' where id = ?", Bytes16.of(id));
        assertThatThrownBy(() -> written(again, id)).isInstanceOf(NotFoundException.class);
    }

    // D5: nothing stays for want of somebody who asks for another export
    @Test
    void anExportGoesWithItsRowsInTheNightAfterItsDay() {
        Officer protocol = officers.protocol("exp-expired");
        as(protocol, () -> contacts.register(named("Ida", "Sample", PersonName.Kind.LATIN)));
        ExportId id = ready(protocol, as(protocol, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en")))
                .id();
        database.update("update crm_export set expires_at = '2020-01-02 03:04:05' where id = ?", Bytes16.of(id));

        night("2020-01-02T03:04:04Z");
        assertThat(kept("crm_export where id = ?", id)).isEqualTo(1);
        assertThat(kept("crm_export_part where export_id = ?", id)).isEqualTo(1);
        night("2020-01-02T03:04:05Z");
        assertThat(kept("crm_export where id = ?", id)).isZero();
        assertThat(kept("crm_export_part where export_id = ?", id)).isZero();
        assertThat(nightlyWorks).hasAtLeastOneElementOfType(ExpiredExports.class);
    }

    private void night(String at) {
        new ExpiredExports(new ExportStore(JdbcClient.create(database), Clock.fixed(Instant.parse(at), ZoneOffset.UTC)))
                .run();
    }

    private int kept(String where, ExportId id) {
        return Objects.requireNonNull(
                database.queryForObject("select count(*) from " + where, Integer.class, Bytes16.of(id)));
    }

    @Test
    void z4TheRightIsAskedForAgainWhenTheJobRuns() {
        Officer owner = signedIn(Role.DIPLOMAT, Sensitivity.INTERNAL, "exp-asked");
        as(owner, () -> contacts.register(named("Ida", "Sample", PersonName.Kind.LATIN)));
        ExportView[] made = new ExportView[1];
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            made[0] = as(owner, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en"));
            signedIn(Role.VIEWER, Sensitivity.INTERNAL, "exp-asked");
        });
        Officer again = settled(owner, made[0].job());

        assertThat(as(again, () -> exports.get(made[0].id())).state()).isEqualTo(ExportState.STOPPED);
        assertThat(database.queryForObject(
                        "select count(*) from crm_export_part where export_id = ?",
                        Long.class,
                        Bytes16.of(made[0].id())))
                .isZero();
    }

    @Test
    void v8AnExportIsNotedWithItsFilterAndItsNumberOfRows() {
        Officer protocol = officers.protocol("exp-noted");
        for (String country : List.of("BE", "BE", "FR")) {
            as(
                    protocol,
                    () -> contacts.register(details(
                            List.of(new PersonName(PersonName.Kind.LATIN, "A", "Noted", null)),
                            country,
                            Sensitivity.INTERNAL)));
        }
        ContactQuery query = query("BE", Archived.WITHOUT, ContactQuery.Sort.NAME, false);
        ExportView export = ready(protocol, as(protocol, () -> exports.contacts(query, Format.XLSX, "en")));

        List<AuditEntry> entries = as(protocol, () -> new TransactionTemplate(transactions)
                        .execute(status -> audit.historyOf(export.id(), protocol.scope(), Paging.first(10))))
                .items();

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.EXPORTED);
            assertThat(entry.changes())
                    .extracting(change -> change.field() + "=" + change.after())
                    .contains("list=CONTACTS", "format=XLSX", "rows=2")
                    .anySatisfy(
                            change -> assertThat(change).startsWith("filter=").contains("\"country\":\"BE\""));
        });
    }

    // Z20: who may see less does not learn from the log how much there is of what they may not see
    @Test
    void z20TheLogDoesNotTellTheCountOfAnExportToWhoMaySeeFewerOfItsRows() {
        Officer manager = officers.manager("exp-counted");
        Officer privacy = officers.privacyOfficer("exp-counted");
        for (Sensitivity sensitivity :
                List.of(Sensitivity.INTERNAL, Sensitivity.CONFIDENTIAL, Sensitivity.CONFIDENTIAL)) {
            as(
                    manager,
                    () -> contacts.register(details(
                            List.of(new PersonName(PersonName.Kind.LATIN, "A", "Counted", null)), "BE", sensitivity)));
        }
        ExportView export = ready(manager, as(manager, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en")));

        assertThat(logged(manager)).contains("rows=3");
        List<AuditEntry> ofJobs =
                as(privacy, () -> log.list(ofKind("job"), Paging.first(10))).items();
        assertThat(ofJobs).extracting(AuditEntry::record).contains(export.job().value());
        assertThat(logged(privacy)).doesNotContain("rows=3", "total=3").noneMatch(change -> change.endsWith("=3"));
    }

    private List<String> logged(Officer officer) {
        return as(officer, () -> log.list(AuditQuery.ALL, Paging.first(100))).items().stream()
                .flatMap(entry -> entry.changes().stream())
                .map(change -> change.field() + "=" + change.after())
                .toList();
    }

    private static AuditQuery ofKind(String kind) {
        return new AuditQuery(null, kind, null, null, null, null, null);
    }

    @Test
    void d5NobodyHasTwoAtOnceAndOneThatIsCancelledLeavesNothing() {
        Officer protocol = officers.protocol("exp-once");
        as(protocol, () -> contacts.register(named("Ida", "Sample", PersonName.Kind.LATIN)));
        ExportView first = ready(protocol, as(protocol, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en")));
        database.update(
                "update crm_export set state = 'PREPARING', running_for = officer_id where id = ?",
                Bytes16.of(first.id()));

        assertThat(as(protocol, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en"))
                        .id())
                .isEqualTo(first.id());
        assertThatThrownBy(() -> as(protocol, () -> exports.contacts(ContactQuery.ALL, Format.XLSX, "en")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("export-running");
        assertThatThrownBy(() -> written(protocol, first.id()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("export-not-ready");
        database.update("update crm_export set running_for = null where id = ?", Bytes16.of(first.id()));

        ExportView cancelled = as(protocol, () -> new TransactionTemplate(transactions).execute(status -> {
            ExportView made = exports.contacts(ContactQuery.ALL, Format.XLSX, "en");
            jobs.cancel(made.job());
            return made;
        }));
        settled(protocol, cancelled.job());
        assertThat(as(protocol, () -> exports.get(cancelled.id())).state()).isEqualTo(ExportState.STOPPED);
        ready(protocol, as(protocol, () -> exports.contacts(ContactQuery.ALL, Format.XLSX, "en")));
    }

    @Test
    void d5ALongListIsCappedByRoleAndReadInFewStatements() throws IOException {
        Officer protocol = officers.protocol("exp-many");
        Officer diplomat = officers.officer(Role.DIPLOMAT, "exp-many", Sensitivity.CONFIDENTIAL);
        fill(protocol, (int) Exports.MAX_ROWS_OF_OTHERS + 1);

        assertThat(as(diplomat, () -> exports.limit())).isEqualTo(Exports.MAX_ROWS_OF_OTHERS);
        assertThat(as(protocol, () -> exports.limit())).isEqualTo(Exports.MAX_ROWS);
        assertThatThrownBy(() -> as(diplomat, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("too-many-to-export");
        ExportView export = ready(protocol, as(protocol, () -> exports.contacts(ContactQuery.ALL, Format.CSV, "en")));
        assertThat(export.rows()).isEqualTo(Exports.MAX_ROWS_OF_OTHERS + 1);
        List<String> ids = cells(written(protocol, export.id()), false).stream()
                .skip(1)
                .map(row -> row.get(0))
                .toList();
        assertThat(ids).hasSize((int) Exports.MAX_ROWS_OF_OTHERS + 1).doesNotHaveDuplicates();

        List<String> statements = as(
                protocol,
                () -> StatementCounter.statementsOf(() -> {
                    Slice<ContactSummary> slice = contacts.list(ContactQuery.ALL, Paging.first(100));
                    return contacts.getAll(
                            slice.items().stream().map(ContactSummary::id).toList());
                }));
        assertThat(statements).as("for a hundred rows").hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void anExportThatComesBackChangesNothing() throws IOException {
        Officer protocol = officers.protocol("exp-back");
        ContactView aigerim = as(protocol, () -> contacts.register(aigerim()));
        holding(protocol, aigerim);
        ContactView archived = as(protocol, () -> contacts.register(named("Old", "Archived", PersonName.Kind.LATIN)));
        as(protocol, () -> contacts.archive(archived.id(), archived.version()));
        hostilePeople(protocol);
        // Two bodies of one name: a name alone would not tell which.
        as(protocol, () -> organisations.register(body("Example Institute", "EXI")));
        ContactQuery both = query(null, Archived.BOTH, ContactQuery.Sort.NAME, false);
        for (Format format : Format.values()) {
            byte[] people = file(protocol, as(protocol, () -> exports.contacts(both, format, "en")));
            assertUnchanged(protocol, ImportSubject.CONTACTS, people);
            byte[] bodies =
                    file(protocol, as(protocol, () -> exports.organisations(OrganisationQuery.ALL, format, "kk")));
            assertUnchanged(protocol, ImportSubject.ORGANISATIONS, bodies);
        }
    }

    @Test
    void whatIsChangedInAnExportComesBackAsThatChangeAlone() throws IOException {
        Officer protocol = officers.protocol("exp-edit");
        ContactView aigerim = as(protocol, () -> contacts.register(aigerim()));
        holding(protocol, aigerim);
        Officer elsewhere = officers.protocol("exp-edit-elsewhere");
        ContactView foreign = as(elsewhere, () -> contacts.register(named("Zarina", "Foreign", PersonName.Kind.LATIN)));
        String csv = text(csv(protocol, ContactQuery.ALL)).replace(",KZ,", ",BE,")
                + foreign.id() + ",Zarina,Foreign" + ",".repeat(17) + "\r\n"
                + Ids.next() + ",Nobody,Known" + ",".repeat(17) + "\r\n"
                + "not-an-id,Nobody,Known" + ",".repeat(17) + "\r\n";

        ImportId id =
                importing().checked(protocol, ImportSubject.CONTACTS, csv.getBytes(StandardCharsets.UTF_8), false);

        List<ImportRow> rows = importing().rows(protocol, id);
        assertThat(rows)
                .extracting(ImportRow::outcome)
                .containsExactly(RowOutcome.UPDATE, RowOutcome.ERROR, RowOutcome.ERROR, RowOutcome.ERROR);
        assertThat(rows.get(0).changes()).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("country");
            assertThat(change.after()).isEqualTo("BE");
        });
        assertThat(rows.subList(1, 4)).allSatisfy(row -> assertThat(row.problems())
                .extracting("key")
                .containsExactly("crm.exchange.row.no-such-record"));
    }

    @Test
    void identifiersWithTheirSchemesAreReadFromOneColumn() {
        Officer protocol = officers.protocol("exp-ids");
        ImportId id =
                importing().applied(protocol, ImportSubject.CONTACTS, """
                given name,family name,external ids
                Ida,Sample,ep-mep:840|orcid:0000-0002
                Ona,Sample,no scheme
                """.getBytes(StandardCharsets.UTF_8), false);

        assertThat(as(protocol, () -> contacts.findByExternalId(new ExternalId("ep-mep", "840")))
                        .orElseThrow()
                        .details()
                        .externalIds())
                .containsExactly(new ExternalId("ep-mep", "840"), new ExternalId("orcid", "0000-0002"));
        assertThat(importing().rows(protocol, id).get(1).problems())
                .extracting("key")
                .containsExactly("crm.exchange.row.bad-identifiers");
    }

    // ---- records

    private static ContactDetails aigerim() {
        return new ContactDetails(
                List.of(
                        new PersonName(PersonName.Kind.LATIN, "Aigerim", "Sadykova", null),
                        new PersonName(PersonName.Kind.NATIVE, "Әйгерім", "Сәдуақасқызы", "kk"),
                        new PersonName(PersonName.Kind.PASSPORT, "Aigerim", "Sadyk-Uly", null),
                        new PersonName(PersonName.Kind.OTHER, "Ajgerim", "Sadykowa", null)),
                "H.E.",
                LocalizedText.EMPTY,
                List.of("kk", "ru", "en"),
                "KZ",
                List.of(
                        new Channel(Channel.Kind.EMAIL, Channel.Purpose.PRIVATE, "A.Sadykova@example.org", false),
                        new Channel(Channel.Kind.EMAIL, Channel.Purpose.WORK, "aigerim@example.org", true),
                        new Channel(Channel.Kind.PHONE, Channel.Purpose.WORK, "+32 2 555 01 23", true),
                        new Channel(Channel.Kind.PHONE, Channel.Purpose.MOBILE, "+32 475 00 00 01", false),
                        new Channel(Channel.Kind.ADDRESS, Channel.Purpose.WORK, "-1+1 High Street, Brussels", true),
                        new Channel(Channel.Kind.WEBSITE, Channel.Purpose.WORK, "https://example.org/a", true)),
                List.of(new ExternalId("orcid", "0000-0001"), new ExternalId("list", "a|b\\c")),
                null,
                Sensitivity.RESTRICTED,
                null,
                "=cmd|' /C calc'!A0");
    }

    private static ContactDetails named(String given, String family, PersonName.Kind kind) {
        return details(List.of(new PersonName(kind, given, family, null)), null, Sensitivity.INTERNAL);
    }

    private static ContactDetails details(List<PersonName> names, @Nullable String country, Sensitivity sensitivity) {
        return new ContactDetails(
                names,
                null,
                LocalizedText.EMPTY,
                List.of(),
                country,
                List.of(),
                List.of(),
                null,
                sensitivity,
                null,
                null);
    }

    private static OrganisationDetails body(String name, String acronym) {
        return new OrganisationDetails(
                new LocalizedText(Map.of("en", name, "kk", "Мысал институты")),
                acronym,
                OrganisationKind.THINK_TANK,
                Circle.EXPERT,
                null,
                new Tenure(PartialDate.parse("1999-05"), null, false),
                null,
                "https://example.org",
                "BE",
                List.of(new ExternalId("ror", "ror-" + Ids.next())));
    }

    /** Gives somebody the post of a vice-chair of the Example Institute. */
    private void holding(Officer officer, ContactView person) {
        OrganisationView institute = as(officer, () -> organisations.register(body("Example Institute", "EXI")));
        PostView post = as(
                officer,
                () -> posts.establish(new PostDetails(
                        institute.id(),
                        PostRole.VICE_CHAIR,
                        LocalizedText.of("en", "Vice-Chair for the steppe"),
                        null,
                        Tenure.UNKNOWN)));
        as(
                officer,
                () -> mandates.begin(new MandateDetails(
                        person.id(), post.id(), new Tenure(PartialDate.parse("2024"), null, false), null)));
    }

    /** People with every string of the lists of naughty strings as their name, source and address, as far as it is kept at all. */
    private void hostilePeople(Officer officer) throws IOException {
        List<String> strings = new ArrayList<>(List.of(JsonMapper.shared()
                .readValue(Files.readString(SampleFiles.shared("hostile-strings/blns.json")), String[].class)));
        strings.addAll(Files.readAllLines(SampleFiles.shared("hostile-strings/csv_formula_injection.txt")));
        int kept = 0;
        for (String string : strings) {
            String text = Normalizer.normalize(string, Normalizer.Form.NFC);
            ContactDetails details = new ContactDetails(
                    List.of(new PersonName(PersonName.Kind.LATIN, "", cut(text, 120), null)),
                    null,
                    LocalizedText.EMPTY,
                    List.of(),
                    null,
                    text.isBlank()
                            ? List.of()
                            : List.of(new Channel(Channel.Kind.ADDRESS, Channel.Purpose.WORK, cut(text, 400), true)),
                    List.of(),
                    null,
                    Sensitivity.INTERNAL,
                    null,
                    cut(text, 250));
            try {
                as(officer, () -> contacts.register(details));
                kept++;
            } catch (InvalidInputException refused) {
                assertThat(refused.violations()).isNotEmpty();
            }
        }
        assertThat(kept).isGreaterThan(strings.size() / 2);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private void fill(Officer officer, int people) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> names = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            byte[] id = Bytes16.of(Ids.next());
            String family = "Filled" + i % 500;
            rows.add(new Object[] {
                id, Bytes16.of(officer.missions().iterator().next()), family.toLowerCase(Locale.ROOT), family
            });
            names.add(new Object[] {id, family});
        }
        database.batchUpdate("""
                insert into crm_contact (id, version, mission_id, created_at, changed_at, sensitivity, archived, sort_name, display_name,
                  form_of_address) values (?, 0, ?, '2024-01-01', '2024-01-01', 0, 0, ?, ?, '{}')""", rows);
        database.batchUpdate(
                "insert into crm_contact_name (contact_id, position, kind, given, family) values (?, 0, 'LATIN', '', ?)",
                names);
    }

    private static ContactQuery query(
            @Nullable String country, Archived archived, ContactQuery.Sort sort, boolean descending) {
        return ContactQuery.ALL.withCountry(country).withArchived(archived).sortedBy(sort, descending);
    }

    // ---- acting

    private Importing importing() {
        return new Importing(imports, access);
    }

    /** The same person, with what the identity provider says of them now. */
    private Officer signedIn(Role role, Sensitivity clearance, String mission) {
        return directory.signedIn(new SignIn(
                "test",
                "export-owner-" + (mission.equals("exp-asked") ? "asked" : "owner"),
                Officer.Kind.PERSON,
                "Owner",
                null,
                Set.of(role),
                Set.of(mission),
                clearance));
    }

    private ExportView ready(Officer officer, ExportView started) {
        settled(officer, started.job());
        ExportView now = as(officer, () -> exports.get(started.id()));
        assertThat(now.state()).isEqualTo(ExportState.READY);
        return now;
    }

    /** Waits until the job is over. Returns the officer. */
    private Officer settled(Officer officer, JobId job) {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!as(officer, () -> jobs.get(job)).state().isOver()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
        }
        return officer;
    }

    private byte[] csv(Officer officer, ContactQuery query) {
        return file(officer, as(officer, () -> exports.contacts(query, Format.CSV, "en")));
    }

    private byte[] file(Officer officer, ExportView started) {
        return written(officer, ready(officer, started).id());
    }

    private byte[] written(Officer officer, ExportId id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        access.runAs(officer, () -> {
            try {
                exports.write(id, out);
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        return out.toByteArray();
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private List<List<String>> cells(byte[] content, boolean workbook) throws IOException {
        Path file = SampleFiles.file(folder, content);
        List<RawRow> rows =
                workbook ? SampleFiles.sheet(file) : SampleFiles.rows(file, false, SampleFiles.guessed(file));
        assertThat(rows).allSatisfy(row -> assertThat(row.errors()).isEmpty());
        return rows.stream().map(RawRow::cells).toList();
    }

    private List<String> parts(byte[] workbook) throws IOException {
        List<String> parts = new ArrayList<>();
        try (ZipFile zip = new ZipFile(SampleFiles.file(folder, workbook).toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                parts.add(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private List<String> listed(Officer officer, ContactQuery query) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Paging paging = new Paging(cursor, 50);
            Slice<ContactSummary> slice = as(officer, () -> contacts.list(query, paging));
            slice.items().forEach(summary -> ids.add(summary.id().toString()));
            cursor = slice.next();
        } while (cursor != null);
        return ids;
    }

    private void assertUnchanged(Officer officer, ImportSubject subject, byte[] file) {
        ImportId id = importing().checked(officer, subject, file, false);
        List<ImportRow> others = new ArrayList<>();
        for (RowOutcome outcome : RowOutcome.values()) {
            if (outcome != RowOutcome.UNCHANGED) {
                others.addAll(as(officer, () -> imports.rows(id, outcome, null, Paging.first(100)))
                        .items());
            }
        }
        assertThat(others).isEmpty();
        assertThat(importing().view(officer, id).outcomes().keySet()).containsExactly(RowOutcome.UNCHANGED);
    }
}
