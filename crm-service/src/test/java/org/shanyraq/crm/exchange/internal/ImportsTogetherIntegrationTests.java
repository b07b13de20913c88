package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Threat F11 and its kin: the same list twice, several at once, pressed twice, stopped half-way, taken back too late. */
@ServiceTest
class ImportsTogetherIntegrationTests extends OfficerScene {

    @Autowired
    Imports imports;

    @Autowired
    Contacts contacts;

    @Autowired
    Mandates mandates;

    @Autowired
    Organisations organisations;

    @Autowired
    Dialogues dialogues;

    @Autowired
    Jobs jobs;

    @Autowired
    AuditLog log;

    /** People without identifier and address: only their names tell them. */
    private static final byte[] NAMES_ONLY = bytes("given name,family name,country\n"
            + IntStream.range(0, 120)
                    .mapToObj(i -> word(i * 37) + "," + word(i * 101 + 7) + ",BE\n")
                    .collect(Collectors.joining()));

    @Test
    void theSameFileInTwoTabsMakesNobodyTwice() {
        Officer protocol = officers.protocol("tog-tabs");
        ImportId first = importing().checked(protocol, ImportSubject.CONTACTS, NAMES_ONLY, false);
        ImportId second = importing().checked(protocol, ImportSubject.CONTACTS, NAMES_ONLY, false);
        long people = importing().view(protocol, first).outcomes().getOrDefault(RowOutcome.CREATE, 0L);
        assertThat(people).isGreaterThan(100);
        assertThat(importing().view(protocol, second).outcomes()).containsEntry(RowOutcome.CREATE, people);
        assertThat(importing().view(protocol, first).sameFile()).isNull();
        assertThat(importing().view(protocol, second).sameFile())
                .isNotNull()
                .extracting(ImportView.Earlier::id)
                .isEqualTo(first);

        as(protocol, () -> imports.apply(first, version(first)));
        as(protocol, () -> imports.apply(second, version(second)));
        importing().await(protocol, first, ImportState.APPLIED);
        importing().await(protocol, second, ImportState.APPLIED);

        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 1_000))).isEqualTo(people);
        long applied = states(protocol, first, RowState.APPLIED) + states(protocol, second, RowState.APPLIED);
        long failed = states(protocol, first, RowState.FAILED) + states(protocol, second, RowState.FAILED);
        assertThat(applied).isEqualTo(people);
        assertThat(failed).isEqualTo(people);
    }

    @Test
    void twoListsThatChangeTheSamePeopleAtOnceNeverMixInOneRecord() {
        Officer protocol = officers.protocol("tog-same");
        importing().applied(protocol, ImportSubject.CONTACTS, people("BE", "first"), false);
        ImportId french = importing().checked(protocol, ImportSubject.CONTACTS, people("FR", "french"), false);
        ImportId spanish = importing().checked(protocol, ImportSubject.CONTACTS, people("ES", "spanish"), false);

        as(protocol, () -> imports.apply(french, version(french)));
        as(protocol, () -> imports.apply(spanish, version(spanish)));
        importing().await(protocol, french, ImportState.APPLIED);
        importing().await(protocol, spanish, ImportState.APPLIED);

        assertThat(states(protocol, french, RowState.APPLIED) + states(protocol, spanish, RowState.APPLIED))
                .isEqualTo(200);
        assertThat(states(protocol, french, RowState.FAILED) + states(protocol, spanish, RowState.FAILED))
                .isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            ContactDetails details = person(protocol, i).details();
            assertThat(details.country() + " " + details.honorific()).isIn("FR french", "ES spanish");
        }
    }

    @Test
    void pressingApplyTwiceAppliesOnce() {
        Officer protocol = officers.protocol("tog-twice");
        ImportId id = importing().checked(protocol, ImportSubject.CONTACTS, people("BE", "x"), false);
        long shown = importing().view(protocol, id).version();
        as(protocol, () -> imports.apply(id, shown));

        assertThatThrownBy(() -> as(protocol, () -> imports.apply(id, shown)))
                .isInstanceOf(StaleVersionException.class);

        importing().await(protocol, id, ImportState.APPLIED);
        assertThatThrownBy(() -> as(protocol, () -> imports.apply(id, version(id))))
                .isInstanceOf(ConflictException.class);
        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 1_000))).isEqualTo(200);
    }

    @Test
    void anImportThatIsStoppedHalfWayGoesOnWhereItStood() {
        Officer protocol = officers.protocol("tog-stop");
        byte[] many = bytes("id,given name,family name\n"
                + IntStream.range(0, 1_500)
                        .mapToObj(i -> i + "," + word(i * 31) + "," + word(i * 977 + 13) + "\n")
                        .collect(Collectors.joining()));
        ImportId id = importing().checked(protocol, ImportSubject.CONTACTS, many, false);
        as(protocol, () -> {
            imports.decideAll(id, version(id), RowDecision.CREATE);
            return imports.apply(id, version(id));
        });
        while (states(protocol, id, RowState.APPLIED) == 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        as(protocol, () -> {
            jobs.cancel(Objects.requireNonNull(importing().view(protocol, id).job()));
            return true;
        });
        importing().await(protocol, id, ImportState.STOPPED);
        assertThat(latestState(officers.manager("tog-stop"), id)).isEqualTo("STOPPED");
        long applied = states(protocol, id, RowState.APPLIED);
        assertThat(applied).isBetween(1L, 1_499L);
        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 10_000))).isEqualTo(applied);

        as(protocol, () -> imports.apply(id, version(id)));
        importing().await(protocol, id, ImportState.APPLIED);

        assertThat(states(protocol, id, RowState.APPLIED)).isEqualTo(1_500);
        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 10_000))).isEqualTo(1_500);
    }

    /** What the audit log says last of the state of an import. */
    private Object latestState(Officer officer, ImportId id) {
        AuditQuery query = new AuditQuery(null, "import", id.value(), null, null, null, null);
        return as(officer, () -> log.list(query, Paging.first(1))).items().get(0).changes().stream()
                .filter(change -> change.field().equals("state"))
                .map(FieldChange::after)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatSomebodyChangedAfterTheImportIsKeptByItsRevertAndSaid() {
        Officer protocol = officers.protocol("tog-later");
        ImportId id = importing().applied(protocol, ImportSubject.CONTACTS, people("BE", "x"), false);
        ContactView touched = person(protocol, 7);
        ContactDetails now = touched.details();
        ContactDetails later = new ContactDetails(
                now.names(),
                now.honorific(),
                now.formOfAddress(),
                now.languages(),
                "LU",
                now.channels(),
                now.externalIds(),
                "met at the reception",
                now.sensitivity(),
                now.legalBasis(),
                now.source());
        as(protocol, () -> contacts.change(touched.id(), touched.version(), later));

        as(protocol, () -> imports.revert(id, version(id)));
        importing().await(protocol, id, ImportState.REVERTED);

        assertThat(person(protocol, 7).details()).isEqualTo(later);
        assertThat(states(protocol, id, RowState.KEPT)).isEqualTo(1);
        assertThat(states(protocol, id, RowState.REVERTED)).isEqualTo(199);
        assertThat(importing().rows(protocol, id).get(7).problems())
                .extracting("key")
                .containsExactly("crm.exchange.row.changed-since-applied");
        assertThat(as(protocol, () -> contacts.count(ContactQuery.ALL, 1_000))).isEqualTo(1);
    }

    @Test
    void whatIsGoneArchivedOrChangedSinceIsSaidPerRowAndTheRestIsTakenBack() {
        Officer protocol = officers.protocol("tog-gone");
        Officer manager = officers.manager("tog-gone");
        ImportId id = importing().applied(protocol, ImportSubject.CONTACTS, people("BE", "x"), false);
        ContactView gone = person(protocol, 3);
        ContactView archived = person(protocol, 4);
        ContactView changed = person(protocol, 5);
        ContactView hidden = person(protocol, 6);
        access.runAs(protocol, () -> {
            contacts.withdraw(gone.id(), gone.version());
            contacts.archive(archived.id(), archived.version());
            contacts.change(changed.id(), changed.version(), with(changed.details(), "LU", Sensitivity.INTERNAL));
        });
        as(
                manager,
                () -> contacts.change(
                        hidden.id(), hidden.version(), with(hidden.details(), "BE", Sensitivity.CONFIDENTIAL)));

        as(protocol, () -> imports.revert(id, version(id)));
        importing().await(protocol, id, ImportState.REVERTED);

        assertThat(importing().view(manager, id).states())
                .containsOnly(entry(RowState.KEPT, 4L), entry(RowState.REVERTED, 196L));
        assertThat(kept(manager, id))
                .containsExactly(
                        "5 crm.exchange.row.gone-since",
                        "6 crm.exchange.row.changed-since-applied",
                        "7 crm.exchange.row.changed-since-applied",
                        "8 crm.exchange.row.gone-since");
        assertThat(as(manager, () -> contacts.count(ContactQuery.ALL.withArchived(Archived.BOTH), 1_000)))
                .isEqualTo(3);
    }

    @Test
    void whoSpeaksAtADialogueByNowIsKeptAndSaid() {
        Officer protocol = officers.protocol("tog-speaks");
        ImportId id = importing().applied(protocol, ImportSubject.CONTACTS, people("BE", "x"), false);
        ContactView speaker = person(protocol, 9);
        as(
                protocol,
                () -> dialogues.create(Plans.evening("Water of the steppe", Plans.START)
                        .with(AgendaItem.of(AgendaItemKind.KEYNOTE, 30, Speaker.of(speaker.id(), SpeakerRole.KEYNOTE)))
                        .details()));

        as(protocol, () -> imports.revert(id, version(id)));
        importing().await(protocol, id, ImportState.REVERTED);

        assertThat(importing().view(protocol, id).states())
                .containsOnly(entry(RowState.KEPT, 1L), entry(RowState.REVERTED, 199L));
        assertThat(kept(protocol, id)).containsExactly("11 crm.contact.error.in-use");
        assertThat(person(protocol, 9).details()).isEqualTo(speaker.details());
    }

    @Test
    void aMandateOrAnOrganisationThatIsGoneKeepsNoOtherRowFromBeingTakenBack() {
        Officer protocol = officers.protocol("tog-parts");
        ImportId bodies = importing()
                .applied(
                        protocol,
                        ImportSubject.ORGANISATIONS,
                        bytes("name,kind,circle\nBoard of Rain,committee,expert\nBoard of Snow,committee,expert\n"),
                        false);
        importing()
                .applied(
                        protocol,
                        ImportSubject.CONTACTS,
                        bytes("name,email\nAda Rain,ada@rain.example\nBea Snow,bea@snow.example\n"),
                        false);
        ImportId roles = importing().applied(protocol, ImportSubject.MANDATES, bytes("""
                        contact email,organisation,role,since
                        ada@rain.example,Board of Hail,member,2024
                        bea@snow.example,Board of Hail,member,2024
                        """), true);
        access.runAs(protocol, () -> {
            MandateView held =
                    contacts.findByEmail("ada@rain.example").get(0).mandates().get(0);
            mandates.remove(held.id(), held.version());
            OrganisationView rain = organisations
                    .getAll(List.of(
                            organisations.findByName("Board of Rain").get(0).id()))
                    .get(0);
            organisations.withdraw(rain.id(), rain.version());
        });

        for (ImportId id : List.of(roles, bodies)) {
            as(protocol, () -> imports.revert(id, version(id)));
            importing().await(protocol, id, ImportState.REVERTED);
            assertThat(importing().view(protocol, id).states())
                    .containsOnly(entry(RowState.KEPT, 1L), entry(RowState.REVERTED, 1L));
            assertThat(kept(protocol, id)).containsExactly("2 crm.exchange.row.gone-since");
        }
        assertThat(as(protocol, () -> contacts.findByEmail("bea@snow.example"))
                        .get(0)
                        .mandates())
                .isEmpty();
        assertThat(as(protocol, () -> organisations.findByName("Board of Snow")))
                .isEmpty();
    }

    /** Number of the rows that were not taken back, and why. */
    private List<String> kept(Officer officer, ImportId id) {
        return importing().rows(officer, id).stream()
                .filter(row -> row.state() == RowState.KEPT)
                .map(row -> row.number() + " " + row.problems().get(0).key())
                .toList();
    }

    private static ContactDetails with(ContactDetails now, String country, Sensitivity sensitivity) {
        return new ContactDetails(
                now.names(),
                now.honorific(),
                now.formOfAddress(),
                now.languages(),
                country,
                now.channels(),
                now.externalIds(),
                now.notes(),
                sensitivity,
                now.legalBasis(),
                now.source());
    }

    // ---- files

    private static byte[] people(String country, String honorific) {
        return bytes("id,given name,family name,country,honorific\n"
                + IntStream.range(0, 200)
                        .mapToObj(i -> i + "," + word(i * 31) + "," + word(i * 977 + 13) + "," + country + ","
                                + honorific + "\n")
                        .collect(Collectors.joining()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A name that is like no other of a small number. */
    private static String word(int seed) {
        List<String> syllables = List.of("ka", "ro", "mi", "te", "su", "lu", "ne", "vo", "da", "zhi", "pe", "gu", "xa");
        StringBuilder word = new StringBuilder("W");
        long rest = (seed + 1L) * 2_654_435_761L & 0xFFFFFFFL;
        for (int i = 0; i < 6; i++) {
            word.append(syllables.get((int) (rest % syllables.size())));
            rest /= syllables.size();
        }
        return word.toString();
    }

    // ---- acting

    /** Of the import as it is now, for whoever acts. */
    private long version(ImportId id) {
        return imports.get(id).version();
    }

    private Importing importing() {
        return new Importing(imports, access);
    }

    private ContactView person(Officer officer, int number) {
        return as(officer, () -> contacts.findByExternalId(new ExternalId("id", Integer.toString(number))))
                .orElseThrow();
    }

    private long states(Officer officer, ImportId id, RowState state) {
        return importing().view(officer, id).states().getOrDefault(state, 0L);
    }
}
