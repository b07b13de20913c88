package org.shanyraq.crm.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.BadgeLayout;
import org.shanyraq.crm.attendance.BadgeOrder;
import org.shanyraq.crm.attendance.BadgePart;
import org.shanyraq.crm.attendance.Badges;
import org.shanyraq.crm.attendance.DialogueFigures;
import org.shanyraq.crm.attendance.DoorAnswer;
import org.shanyraq.crm.attendance.DoorAnswer.Outcome;
import org.shanyraq.crm.attendance.DoorCompanion;
import org.shanyraq.crm.attendance.DoorCount;
import org.shanyraq.crm.attendance.DoorGuest;
import org.shanyraq.crm.attendance.Visit;
import org.shanyraq.crm.attendance.VisitFigure;
import org.shanyraq.crm.attendance.VisitQuery;
import org.shanyraq.crm.attendance.Visits;
import org.shanyraq.crm.attendance.WalkIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.EarlierVisits;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The door: rows F1 and F3 of the features. */
@ServiceTest
class AttendanceIntegrationTests extends OfficerScene {

    @Autowired
    private Attendances attendances;

    @Autowired
    private ForgottenWalkIns walkIns;

    @Autowired
    private Badges badges;

    @Autowired
    private Visits visits;

    @Autowired
    private EarlierVisits earlier;

    @Autowired
    private DialogueSeriesCatalogue catalogue;

    @Autowired
    private DoorPasses passes;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Sendings sendings;

    @Autowired
    private Dialogues dialogues;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Mandates mandates;

    @Autowired
    private Organisations organisations;

    @Autowired
    private JdbcClient database;

    private Officer protocol;
    private Officer colleague;
    private Officer manager;
    private Officer viewer;
    private Officer foreigner;

    /** Letters that no other test uses. */
    private String unique = "";

    @BeforeEach
    void signIn() {
        protocol = officers.protocol("door-one");
        colleague = officers.officer(Role.PROTOCOL, "door-one", Sensitivity.INTERNAL);
        manager = officers.manager("door-one");
        viewer = officers.viewer("door-one");
        foreigner = officers.manager("door-two");
        unique = UnusualNames.next();
    }

    // ---- guests
    // --------------------------------------------------------------------------------------------------------

    // F1
    @Test
    void aGuestComesByCodeAndTheSecondScanIsToldOfTheFirst() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        String code = code(ida);
        DoorAnswer first = as(protocol, () -> attendances.scan(dialogue, code));
        assertThat(first.outcome()).isEqualTo(Outcome.CAME);
        AttendanceView came = Objects.requireNonNull(guest(first).came());
        assertThat(came.name()).isEqualTo("Ida " + unique);
        assertThat(came.answer()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(came.cameBy()).isEqualTo(protocol.name());

        DoorAnswer second = as(colleague, () -> attendances.scan(dialogue, code.toLowerCase(Locale.ROOT)));
        assertThat(second.outcome()).isEqualTo(Outcome.ALREADY);
        assertThat(guest(second).came()).isEqualTo(came);
        assertThat(came(viewer, dialogue)).containsExactly(came);
        // The answer is another matter.
        assertThat(as(manager, () -> invitations.get(dialogue, ida.id()))).isEqualTo(now(ida));

        DoorAnswer other = as(protocol, () -> attendances.scan(soon(), code));
        assertThat(other).isEqualTo(DoorAnswer.none(Outcome.UNKNOWN));
        assertThat(as(protocol, () -> attendances.scan(dialogue, DoorCode.next().text())))
                .isEqualTo(DoorAnswer.none(Outcome.UNKNOWN));
        assertThat(as(protocol, () -> attendances.scan(dialogue, "Ida"))).isEqualTo(DoorAnswer.none(Outcome.NO_CODE));
    }

    // F1: two tablets, two instances.
    @Test
    void ofManyWhoLetTheSameGuestInAtOnceOneIsFirst() throws Exception {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        String code = code(ida);
        List<Outcome> outcomes = atOnce(8, number -> as(
                        number % 2 == 0 ? protocol : colleague,
                        () -> number % 3 == 0
                                ? attendances.checkIn(dialogue, ida.id())
                                : attendances.scan(dialogue, code))
                .outcome());
        assertThat(outcomes).containsOnlyOnce(Outcome.CAME).containsOnly(Outcome.CAME, Outcome.ALREADY);
        assertThat(rows(dialogue)).isEqualTo(1);
        assertThat(history(manager, dialogue)).hasSize(1);
    }

    @Test
    void manyGuestsComeWhileOthersAnswer() throws Exception {
        DialogueId dialogue = soon();
        List<InvitationView> guests = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            guests.add(accepted(dialogue, "Guest" + (char) ('a' + i), Sensitivity.INTERNAL));
        }
        atOnce(
                6,
                number -> number % 2 == 0
                        ? as(
                                protocol,
                                () -> attendances.checkIn(
                                        dialogue, guests.get(number).id()))
                        : as(
                                manager,
                                () -> invitations.answer(
                                        dialogue, List.of(seen(guests.get(number))), GuestReply.DECLINE)));
        assertThat(as(viewer, () -> attendances.count(dialogue)))
                .extracting(DoorCount::came, DoorCount::expected)
                .containsExactly(3L, 3L);
    }

    @Test
    void whoWasNotExpectedComesWithAMarkAndOfWhomNothingIsWantedAnyMoreOnlyByName() {
        DialogueId dialogue = soon();
        InvitationView declined = accepted(dialogue, "Declined", Sensitivity.INTERNAL);
        String code = code(declined);
        as(manager, () -> invitations.answer(dialogue, List.of(seen(declined)), GuestReply.DECLINE));
        DoorAnswer came = as(protocol, () -> attendances.scan(dialogue, code));
        assertThat(came.outcome()).isEqualTo(Outcome.CAME_UNEXPECTED);
        assertThat(guest(came).state()).isEqualTo(InvitationState.DECLINED);

        InvitationView silent = invited(dialogue, "Silent", Sensitivity.INTERNAL);
        assertThat(as(protocol, () -> attendances.checkIn(dialogue, silent.id()))
                        .outcome())
                .isEqualTo(Outcome.CAME_UNEXPECTED);

        InvitationView withdrawn = accepted(dialogue, "Withdrawn", Sensitivity.INTERNAL);
        String kept = code(withdrawn);
        as(manager, () -> invitations.withdraw(dialogue, List.of(seen(withdrawn))));
        DoorAnswer refused = as(protocol, () -> attendances.scan(dialogue, kept));
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_INVITED);
        assertThat(guest(refused).came()).isNull();
        assertThat(as(protocol, () -> attendances.checkIn(dialogue, withdrawn.id()))
                        .outcome())
                .isEqualTo(Outcome.CAME_UNEXPECTED);
        assertThat(now(withdrawn).state()).isEqualTo(InvitationState.WITHDRAWN);
    }

    // E9, F1, F4: whoever accompanies a guest comes by themselves, once, and has a badge.
    @Test
    void thoseWhomAGuestBringsAreExpectedComeByThemselvesAndHaveBadges() throws Exception {
        DialogueId dialogue = soon();
        InvitationView ida = invited(dialogue, "Ida", Sensitivity.INTERNAL);
        brings(ida, new Company(List.of(new Companion("Bruno " + unique, "Choir")), 1));
        InvitationView hidden = invited(dialogue, "Hidden", Sensitivity.CONFIDENTIAL);
        brings(hidden, new Company(List.of(new Companion("Secret " + unique, null)), 0));
        assertThat(as(protocol, () -> attendances.count(dialogue)).expected()).isEqualTo(3);

        List<Outcome> outcomes = atOnce(6, number -> as(
                        number % 2 == 0 ? protocol : colleague,
                        () -> attendances.checkInCompanion(dialogue, ida.id(), 1))
                .outcome());
        assertThat(outcomes).containsOnlyOnce(Outcome.CAME).containsOnly(Outcome.CAME, Outcome.ALREADY);
        List<DoorGuest> found = as(protocol, () -> attendances.find(dialogue, "bruno"));
        assertThat(found).singleElement().satisfies(guest -> {
            assertThat(guest.came()).isNull();
            assertThat(guest.companions())
                    .extracting(DoorCompanion::position, DoorCompanion::name, one -> one.came() != null)
                    .containsExactly(tuple(1, "Bruno " + unique, true), tuple(2, guest.name() + " +2", false));
        });
        assertThat(as(protocol, () -> attendances.find(dialogue, "secret"))).isEmpty();
        absent(protocol, () -> attendances.checkInCompanion(dialogue, ida.id(), 3));
        absent(protocol, () -> attendances.checkInCompanion(dialogue, hidden.id(), 1));
        as(manager, () -> attendances.checkInCompanion(dialogue, hidden.id(), 1));

        List<AttendanceView> seen = as(protocol, () -> attendances.list(AttendanceQuery.of(dialogue), Paging.first(10)))
                .items();
        assertThat(seen)
                .extracting(AttendanceView::name, AttendanceView::typedOrganisation, AttendanceView::position)
                .containsExactly(tuple("Bruno " + unique, "Choir", 1));
        assertThat(as(protocol, () -> attendances.count(dialogue)).came()).isEqualTo(1);
        assertThat(as(manager, () -> attendances.count(dialogue)).came()).isEqualTo(2);
        assertThat(badges(protocol, dialogue, List.of(ida.id()), List.of()))
                .contains("Ida")
                .contains("Bruno " + unique)
                .contains("Choir");
        as(protocol, () -> attendances.undo(dialogue, seen.get(0).id()));
        assertThat(as(protocol, () -> attendances.count(dialogue)).came()).isZero();

        // By the codes of their badges.
        DoorAnswer scanned = as(protocol, () -> attendances.scan(dialogue, code(ida, 2)));
        assertThat(scanned.outcome()).isEqualTo(Outcome.CAME);
        assertThat(guest(scanned).name()).isEqualTo("Ida " + unique + " +2");
        assertThat(as(protocol, () -> attendances.scan(dialogue, code(ida, 2))).outcome())
                .isEqualTo(Outcome.ALREADY);
        assertThat(as(protocol, () -> attendances.scan(dialogue, code(ida))).outcome())
                .isEqualTo(Outcome.CAME);
        String first = code(ida, 1);
        assertThat(as(protocol, () -> attendances.scan(soon(), first)).outcome())
                .isEqualTo(Outcome.UNKNOWN);
        answer(ida, GuestReply.DECLINE);
        assertThat(as(protocol, () -> attendances.scan(dialogue, first)).outcome())
                .isEqualTo(Outcome.UNKNOWN);

        GuestBalance balance =
                as(manager, () -> invitations.guestList(dialogue)).balance();
        assertThat(balance.companions()).as("of those who come").isEqualTo(1);
    }

    private void brings(InvitationView guest, Company company) {
        as(manager, () -> {
            invitations.answer(guest.dialogue(), seen(guest), GuestReply.ACCEPT, company, Shortage.TELL);
            return Boolean.TRUE;
        });
    }

    // R1: what was typed at the door is not kept for ever, and stands in no audit entry.
    @Test
    void whatWasTypedOfWalkInsIsForgottenAndIsInNoAuditEntry() {
        DialogueId dialogue = soon();
        AttendanceView linked = walkIn(dialogue, "Linked " + unique, "Somewhere");
        AttendanceView unlinked = walkIn(dialogue, "Unlinked " + unique, "Somewhere");
        InvitationView guest = invited(dialogue, "Known", Sensitivity.INTERNAL);
        as(protocol, () -> attendances.link(dialogue, linked.id(), guest.contact()));
        assertThat(history(manager, dialogue).toString()).doesNotContain("Linked " + unique, "Unlinked " + unique);

        forgotten(dialogue, 15);
        assertThat(typed(linked)).isEqualTo("…");
        assertThat(typed(unlinked)).isEqualTo("Unlinked " + unique);
        forgotten(dialogue, 181);
        assertThat(typed(unlinked)).isEqualTo("…");
        assertThat(as(protocol, () -> attendances.find(dialogue, "Unlinked " + unique)))
                .noneMatch(found -> found.invitation() == null);
        assertThat(as(viewer, () -> attendances.count(dialogue)).came()).isEqualTo(2);
    }

    @Test
    void afterAGreatReceptionAllThatWasTypedIsForgottenInOneNight() {
        DialogueId dialogue = soon();
        AttendanceView one = walkIn(dialogue, "One " + unique, null);
        int many = 2 * DoorReader.FORGOTTEN_AT_ONCE + 1;
        database.sql(
                        "insert into crm_attendance (id, version, mission_id, created_at, changed_at, dialogue_id, position, entry_id, name,"
                                + " title, came_at, came_by, came_by_name, present) select random_bytes(16), 0, a.mission_id, a.created_at,"
                                + " a.changed_at, a.dialogue_id, 0, random_bytes(16), concat('Many ', s.number), '{}', a.came_at, a.came_by,"
                                + " a.came_by_name, 1 from crm_attendance a join (with recursive n(number) as (select 1 union all select number + 1"
                                + " from n where number < ?) select number from n) s where a.id = ?")
                .params(many, Bytes16.of(one.id()))
                .update();
        forgotten(dialogue, 181);
        assertThat(database.sql("select count(*) from crm_attendance where dialogue_id = ? and name <> '…'")
                        .param(Bytes16.of(dialogue))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(as(viewer, () -> attendances.count(dialogue)).came()).isEqualTo(many + 1L);
    }

    private @Nullable String typed(AttendanceView arrival) {
        return database.sql("select name from crm_attendance where id = ?")
                .param(Bytes16.of(arrival.id()))
                .query(String.class)
                .single();
    }

    /** Does the nightly work so many days after the end of the dialogue. */
    private void forgotten(DialogueId dialogue, int days) {
        database.sql("update crm_dialogue set ends_at = ? where id = ?")
                .params(UtcTime.of(Instant.now().minus(Duration.ofDays(days))), Bytes16.of(dialogue))
                .update();
        walkIns.run();
    }

    // F4: names that leave the system on paper are in the audit trail.
    @Test
    void printingBadgesIsAudited() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        InvitationView hidden = accepted(dialogue, "Hidden", Sensitivity.CONFIDENTIAL);
        badges(manager, dialogue, List.of(ida.id(), hidden.id()), List.of());
        assertThat(history(manager, dialogue))
                .filteredOn(entry -> entry.action() == AuditAction.EXPORTED)
                .hasSize(1);
        assertThat(history(protocol, dialogue))
                .as("who may not see the most sensitive of them does not see the entry")
                .noneMatch(entry -> entry.action() == AuditAction.EXPORTED);
        badges(protocol, dialogue, List.of(ida.id()), List.of());
        assertThat(history(protocol, dialogue))
                .filteredOn(entry -> entry.action() == AuditAction.EXPORTED)
                .hasSize(1);
    }

    // A7: whoever came was met, also without an answer.
    @Test
    void whoCameIsNoneOfThoseWithWhomThereWasNoContact() {
        DialogueId dialogue = soon();
        InvitationView silent = invited(dialogue, "Silent", Sensitivity.INTERNAL);
        ContactQuery untouched = ContactQuery.ALL.withText(unique).withNoContactDays(30);
        assertThat(as(viewer, () -> contacts.count(untouched, 10))).isEqualTo(1);
        as(protocol, () -> attendances.checkIn(dialogue, silent.id()));
        assertThat(as(viewer, () -> contacts.count(untouched, 10))).isZero();
    }

    // F1: by name, in whatever script.
    @Test
    void guestsAreFoundByNameInWhateverScript() {
        DialogueId dialogue = soon();
        String family = "Vassil" + unique.toLowerCase(Locale.ROOT);
        invite(
                dialogue,
                People.named("Olga", family)
                        .with(People.inOwnScript("Ольга", "Василенко", "ru"))
                        .details());
        invite(
                dialogue,
                People.named("Eleni", unique)
                        .with(People.inOwnScript("Ελένη", "Παπαδοπούλου", "el"))
                        .details());
        as(manager, () -> contacts.register(People.named("Olga", "Vasilenko").details()));
        assertThat(found(dialogue, "Vasilenko")).containsExactly("Olga " + family);
        assertThat(found(dialogue, "Василен")).containsExactly("Olga " + family);
        assertThat(found(dialogue, "Παπαδοπούλου")).containsExactly("Eleni " + unique);
        assertThat(found(dialogue, "papadopoulou")).containsExactly("Eleni " + unique);
        walkIn(dialogue, "Сәуле Василенко", null);
        assertThat(found(dialogue, "vasilenko")).containsExactly("Olga " + family, "Сәуле Василенко");
        assertThat(found(soon(), "vasilenko")).isEmpty();
        assertThat(found(dialogue, "%")).isEmpty();
    }

    @Test
    void whatWasAMistakeIsTakenBackAndKept() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        AttendanceView first = came(ida);
        AttendanceView undone = as(colleague, () -> attendances.undo(dialogue, first.id()));
        assertThat(undone.undoneBy()).isEqualTo(colleague.name());
        assertThat(as(protocol, () -> attendances.undo(dialogue, first.id()))).isEqualTo(undone);
        assertThat(came(viewer, dialogue)).isEmpty();
        AttendanceView again = came(ida);
        assertThat(again.id()).isNotEqualTo(first.id());
        as(protocol, () -> attendances.undo(dialogue, again.id()));
        came(ida);
        assertThat(rows(dialogue)).isEqualTo(3);
        assertThat(as(
                                viewer,
                                () -> attendances.list(
                                        new AttendanceQuery(dialogue, null, false, false, true), Paging.first(9)))
                        .items())
                .extracting(AttendanceView::id)
                .containsExactlyInAnyOrder(first.id(), again.id());
        assertThat(history(viewer, dialogue))
                .extracting(AuditEntry::actor, entry -> entry.action().name())
                .containsExactly(
                        tuple(protocol.name(), "CREATED"),
                        tuple(protocol.name(), "ARCHIVED"),
                        tuple(protocol.name(), "CREATED"),
                        tuple(colleague.name(), "ARCHIVED"),
                        tuple(protocol.name(), "CREATED"));
    }

    @Test
    void thePostForWhichAGuestIsOnTheListIsKept() {
        DialogueId dialogue = soon();
        OrganisationId organisation = organisation(Circle.MEDIA);
        ContactId person = as(manager, () -> contacts.register(named("Ida", Sensitivity.INTERNAL)))
                .id();
        as(
                manager,
                () -> mandates.begin(
                        person,
                        new PostDetails(organisation, PostRole.MEMBER, LocalizedText.EMPTY, null, Tenure.UNKNOWN),
                        Tenure.UNKNOWN,
                        null));
        as(protocol, () -> invitations.propose(dialogue, List.of(person)));
        InvitationView ida = guestOf(dialogue, person);
        AttendanceView came = came(ida);
        assertThat(came.circle()).isEqualTo(Circle.MEDIA);
        assertThat(came.organisationNames().in("en")).contains(unique);
        assertThat(as(viewer, () -> attendances.count(dialogue)).circles())
                .isEqualTo(Map.of(Circle.MEDIA, new DoorCount.Line(1, 0)));
        assertThat(as(
                                viewer,
                                () -> attendances.list(
                                        new AttendanceQuery(dialogue, Circle.MEDIA, false, false, false),
                                        Paging.first(9)))
                        .items())
                .containsExactly(came);
    }

    // ---- walk-ins
    // --------------------------------------------------------------------------------------------------------

    // F3
    @Test
    void aWalkInIsNotedOnceCountedAndLinkedLater() {
        DialogueId dialogue = soon();
        WalkIn typed = new WalkIn(UUID.randomUUID(), " Aida  Sample ", "The Gazette", Circle.MEDIA);
        AttendanceView came = as(protocol, () -> attendances.addWalkIn(dialogue, typed));
        assertThat(as(colleague, () -> attendances.addWalkIn(dialogue, typed))).isEqualTo(came);
        assertThat(came.typedOrganisation()).isEqualTo("The Gazette");
        DoorCount count = as(viewer, () -> attendances.count(dialogue));
        assertThat(count.came()).isEqualTo(1);
        assertThat(count.walkIns()).isEqualTo(1);
        assertThat(count.circles()).containsEntry(Circle.MEDIA, new DoorCount.Line(1, 0));
        assertThat(unlinked(dialogue)).containsExactly(came);

        ContactId contact = as(manager, () -> contacts.register(named("Aida", Sensitivity.RESTRICTED)))
                .id();
        AttendanceView linked = as(protocol, () -> attendances.link(dialogue, came.id(), contact));
        assertThat(linked.contact()).isEqualTo(contact);
        assertThat(linked.name()).isEqualTo("Aida " + unique);
        assertThat(as(protocol, () -> attendances.link(dialogue, came.id(), contact)))
                .isEqualTo(linked);
        assertThat(unlinked(dialogue)).isEmpty();
        // By now it is known whom it tells of: it is as hidden as the contact.
        assertThat(came(viewer, dialogue)).isEmpty();
        assertThat(as(viewer, () -> attendances.count(dialogue)).came()).isZero();
        absent(viewer, () -> attendances.get(dialogue, came.id()));
        assertThat(history(viewer, dialogue)).hasSize(1);
        assertThat(history(protocol, dialogue)).hasSize(2);

        AttendanceView other = walkIn(dialogue, "Aida Sample", null);
        conflict("came", protocol, () -> attendances.link(dialogue, other.id(), contact));
        conflict(
                "no-walk-in",
                protocol,
                () -> attendances.link(
                        dialogue,
                        came.id(),
                        as(manager, () -> contacts.register(named("Else", Sensitivity.INTERNAL)))
                                .id()));
    }

    // F3: the server's part of fifteen seconds.
    @Test
    void aWalkInIsNotedInFewStatements() {
        DialogueId dialogue = soon();
        walkIn(dialogue, "Before " + unique, null);
        assertThat(StatementCounter.statementsOf(() -> walkIn(dialogue, "Aida " + unique, "The Gazette")))
                .hasSizeLessThanOrEqualTo(12);
        assertThat(StatementCounter.statementsOf(() -> as(protocol, () -> attendances.count(dialogue))))
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void aWalkInWhoIsANewContactIsRegistered() {
        DialogueId dialogue = soon();
        AttendanceView came = walkIn(dialogue, "Aida " + unique, "The Gazette");
        AttendanceView linked = as(
                protocol,
                () -> attendances.register(
                        dialogue, came.id(), new PersonName(PersonName.Kind.LATIN, "Aida", unique, null)));
        ContactDetails made = as(viewer, () -> contacts.get(Objects.requireNonNull(linked.contact())))
                .details();
        assertThat(made.displayName()).isEqualTo("Aida " + unique);
        assertThat(made.notes()).isEqualTo("The Gazette");
        conflict(
                "no-walk-in",
                protocol,
                () -> attendances.register(
                        dialogue, came.id(), new PersonName(PersonName.Kind.LATIN, "Aida", unique, null)));
    }

    // F3: one fact, whichever way it was noted.
    @Test
    void aGuestWhoWasTakenForAWalkInComesAsTheGuestAndOnce() {
        DialogueId dialogue = soon();
        OrganisationId gazette = organisation(Circle.MEDIA);
        ContactId person = as(manager, () -> contacts.register(named("Ida", Sensitivity.INTERNAL)))
                .id();
        as(
                manager,
                () -> mandates.begin(
                        person,
                        new PostDetails(gazette, PostRole.MEMBER, LocalizedText.EMPTY, null, Tenure.UNKNOWN),
                        Tenure.UNKNOWN,
                        null));
        as(protocol, () -> invitations.propose(dialogue, List.of(person)));
        InvitationView ida = guestOf(dialogue, person);
        approveAndInvite(ida);
        answer(ida, GuestReply.ACCEPT);
        AttendanceView walkIn = as(
                protocol,
                () -> attendances.addWalkIn(
                        dialogue, new WalkIn(UUID.randomUUID(), "Ida in a hurry", "Gazette", Circle.EXPERT)));
        AttendanceView linked = as(protocol, () -> attendances.link(dialogue, walkIn.id(), ida.contact()));
        assertThat(linked.invitation()).isEqualTo(ida.id());
        assertThat(linked.answer()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(linked.circle()).isEqualTo(Circle.MEDIA);
        assertThat(linked.organisationNames().in("en")).contains(unique);
        assertThat(linked.typedName()).isEqualTo("Ida in a hurry");
        assertThat(linked.cameAt()).isEqualTo(walkIn.cameAt());
        DoorCount count = as(viewer, () -> attendances.count(dialogue));
        assertThat(count).extracting(DoorCount::came, DoorCount::walkIns).containsExactly(1L, 0L);
        assertThat(count.circles()).isEqualTo(Map.of(Circle.MEDIA, new DoorCount.Line(1, 1)));
        DoorAnswer later = as(protocol, () -> attendances.scan(dialogue, code(ida)));
        assertThat(later.outcome()).isEqualTo(Outcome.ALREADY);
        assertThat(rows(dialogue)).isEqualTo(1);
        absent(protocol, () -> badges(protocol, dialogue, List.of(), List.of(walkIn.id())));
        assertThat(found(dialogue, "Ida")).containsExactly("Ida " + unique);
    }

    @Test
    void whoIsNotedTwiceIsMergedWhenThatIsSaidWithTheEarlierTime() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        AttendanceView walkIn =
                as(colleague, () -> attendances.addWalkIn(dialogue, new WalkIn(UUID.randomUUID(), "Ida", null, null)));
        AttendanceView came = came(ida);
        conflict("came", protocol, () -> attendances.link(dialogue, walkIn.id(), ida.contact()));
        assertThat(as(viewer, () -> attendances.count(dialogue)).came()).isEqualTo(2);
        AttendanceView stays = as(protocol, () -> attendances.merge(dialogue, walkIn.id(), ida.contact()));
        assertThat(stays.id()).isEqualTo(came.id());
        assertThat(stays.cameAt()).isEqualTo(walkIn.cameAt());
        assertThat(stays.cameBy()).isEqualTo(colleague.name());
        assertThat(came(viewer, dialogue)).containsExactly(stays);
        assertThat(as(viewer, () -> attendances.get(dialogue, walkIn.id())).undoneBy())
                .isEqualTo(protocol.name());
        conflict("no-walk-in", protocol, () -> attendances.merge(dialogue, walkIn.id(), ida.contact()));
        assertThat(history(viewer, dialogue).subList(0, 2))
                .extracting(entry -> entry.action().name())
                .containsExactly("CHANGED", "ARCHIVED");
    }

    @Test
    void aWrongLinkIsUndoneAndNothingThatWasTypedIsLost() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        ContactId other = as(manager, () -> contacts.register(named("Other", Sensitivity.INTERNAL)))
                .id();
        AttendanceView walkIn = as(
                protocol,
                () -> attendances.addWalkIn(
                        dialogue, new WalkIn(UUID.randomUUID(), "Aida Sample", "The Gazette", Circle.EXPERT)));
        conflict("not-linked", protocol, () -> attendances.unlink(dialogue, walkIn.id()));
        for (ContactId wrong : List.of(ida.contact(), other)) {
            as(protocol, () -> attendances.link(dialogue, walkIn.id(), wrong));
            AttendanceView again = as(colleague, () -> attendances.unlink(dialogue, walkIn.id()));
            assertThat(again)
                    .extracting(
                            AttendanceView::name,
                            AttendanceView::typedOrganisation,
                            AttendanceView::circle,
                            AttendanceView::contact,
                            AttendanceView::invitation,
                            AttendanceView::answer,
                            AttendanceView::cameAt)
                    .containsExactly("Aida Sample", "The Gazette", Circle.EXPERT, null, null, null, walkIn.cameAt());
            assertThat(unlinked(dialogue)).containsExactly(again);
            assertThat(found(dialogue, "Aida Sample")).contains("Aida Sample");
        }
        assertThat(as(protocol, () -> attendances.checkIn(dialogue, ida.id())).outcome())
                .isEqualTo(Outcome.CAME);
        AttendanceView own = guest(as(protocol, () -> attendances.checkIn(dialogue, ida.id())))
                .came();
        conflict(
                "not-linked",
                protocol,
                () -> attendances.unlink(dialogue, Objects.requireNonNull(own).id()));
        assertThat(history(viewer, dialogue))
                .filteredOn(entry -> entry.action() == AuditAction.CHANGED)
                .extracting(AuditEntry::actor)
                .containsExactly(colleague.name(), protocol.name(), colleague.name(), protocol.name());
        assertThatThrownBy(() -> as(viewer, () -> attendances.unlink(dialogue, walkIn.id())))
                .isInstanceOf(NotPermittedException.class);
        absent(foreigner, () -> attendances.unlink(dialogue, walkIn.id()));
    }

    @Test
    void aWalkInNeedsANameOfOneLine() {
        DialogueId dialogue = soon();
        assertThat(invalid(() -> attendances.addWalkIn(dialogue, new WalkIn(UUID.randomUUID(), "  ", null, null))))
                .containsExactly("name crm.attendance.error.name");
        assertThat(invalid(() ->
                        attendances.addWalkIn(dialogue, new WalkIn(UUID.randomUUID(), "a\nb", "x".repeat(251), null))))
                .containsExactly("name crm.attendance.error.characters", "organisation crm.attendance.error.too-long");
        assertThat(rows(dialogue)).isZero();
    }

    // ---- badges
    // --------------------------------------------------------------------------------------------------------

    // F4
    @Test
    void badgesAreForThoseWhoComeThoseWhoAreNamedAndWalkIns() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        InvitationView silent = invited(dialogue, "Silent", Sensitivity.INTERNAL);
        InvitationView hidden = accepted(dialogue, "Hidden", Sensitivity.CONFIDENTIAL);
        AttendanceView walkIn = walkIn(dialogue, "Aida Walker", "The Gazette");
        assertThat(badges(protocol, dialogue, List.of(), List.of()))
                .contains("Ida " + unique, "Door " + unique)
                .doesNotContain("Silent", "Hidden", "Aida");
        assertThat(as(protocol, () -> badges.count(dialogue))).isEqualTo(1);
        assertThat(badges(manager, dialogue, List.of(), List.of())).contains("Ida " + unique, "Hidden " + unique);
        assertThat(badges(protocol, dialogue, List.of(silent.id(), silent.id()), List.of(walkIn.id())))
                .contains("Silent " + unique, "Aida Walker", "The Gazette")
                .doesNotContain("Ida");
        absent(protocol, () -> badges(protocol, dialogue, List.of(ida.id(), hidden.id()), List.of()));
        absent(protocol, () -> badges(protocol, soon(), List.of(ida.id()), List.of()));
        assertThat(invalid(() -> badges(protocol, soon(), List.of(), List.of())))
                .containsExactly("guests crm.attendance.error.no-badges");
        assertThatThrownBy(() -> badges(viewer, dialogue, List.of(), List.of()))
                .isInstanceOf(NotPermittedException.class);
    }

    private String badges(Officer officer, DialogueId dialogue, List<InvitationId> guests, List<AttendanceId> walkIns) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        as(officer, () -> {
            badges.write(
                    dialogue,
                    new BadgeOrder(
                            BadgeLayout.SHEET_OF_EIGHT,
                            EnumSet.allOf(BadgePart.class),
                            guests,
                            walkIns,
                            "en",
                            Map.of(Circle.MEDIA, "Media"),
                            Map.of()),
                    out);
            return Boolean.TRUE;
        });
        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            return new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // ---- afterwards
    // --------------------------------------------------------------------------------------------------------

    // E14, E15, D2
    @Test
    void whoCameWhoDidNotAndWhoDeclinedLateIsCountedAndListedTheSame() {
        DialogueSeriesId series = series();
        OrganisationId gazette = organisation(Circle.MEDIA);
        DialogueView drafted = as(protocol, () -> dialogues.create(details(hence(1), series)));
        DialogueId dialogue = as(protocol, () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
        InvitationView came = accepted(dialogue, "Came", gazette);
        InvitationView missing = accepted(dialogue, "Missing", gazette);
        InvitationView late = accepted(dialogue, "Late", gazette);
        InvitationView excused = accepted(dialogue, "Excused", gazette);
        InvitationView silent = invited(dialogue, "Silent", Sensitivity.INTERNAL);
        InvitationView hidden = accepted(dialogue, "Hidden", Sensitivity.CONFIDENTIAL);
        InvitationView wavering = accepted(dialogue, "Wavering", Sensitivity.INTERNAL);
        for (InvitationView one : List.of(late, excused, wavering)) {
            as(manager, () -> invitations.answer(dialogue, List.of(seen(one)), GuestReply.DECLINE));
        }
        database.sql(
                        "update crm_invitation set accepted_at = ?, confirmed_at = ? where dialogue_id = ? and accepted_at is not null")
                .params(ago(9 * 24), ago(9 * 24), Bytes16.of(dialogue))
                .update();
        left(late, ago(5));
        left(excused, ago(3 * 24));
        left(wavering, ago(5));
        came(came);
        // Declined late, and came all the same: that is no late decline.
        came(wavering);
        ContactId walker = as(manager, () -> contacts.register(named("Walker", Sensitivity.INTERNAL)))
                .id();
        AttendanceView walkIn = walkIn(dialogue, "Walker", null);
        as(protocol, () -> attendances.link(dialogue, walkIn.id(), walker));
        walkIn(dialogue, "Nobody knows", null);
        // Nothing is counted before it was held.
        assertThat(figures(viewer, VisitQuery.of(missing.contact()))).isEqualTo(List.of(0L, 0L, 0L, 0L, 0L));

        as(
                protocol,
                () -> dialogues.change(
                        dialogue,
                        as(protocol, () -> dialogues.get(dialogue)).version(),
                        details(Instant.now().minus(Duration.ofHours(3)), series)));
        as(
                protocol,
                () -> dialogues.markHeld(
                        dialogue, as(protocol, () -> dialogues.get(dialogue)).version()));

        // Invited, accepted, came, no-shows, late declines.
        assertThat(figures(viewer, VisitQuery.of(dialogue))).isEqualTo(List.of(6L, 2L, 4L, 1L, 1L));
        assertThat(figures(manager, VisitQuery.of(dialogue))).isEqualTo(List.of(7L, 3L, 4L, 2L, 1L));
        assertThat(figures(viewer, VisitQuery.of(gazette))).isEqualTo(List.of(4L, 2L, 1L, 1L, 1L));
        assertThat(figures(viewer, VisitQuery.of(came.contact()))).isEqualTo(List.of(1L, 1L, 1L, 0L, 0L));
        assertThat(figures(viewer, VisitQuery.of(missing.contact()))).isEqualTo(List.of(1L, 1L, 0L, 1L, 0L));
        assertThat(figures(viewer, VisitQuery.of(late.contact()))).isEqualTo(List.of(1L, 0L, 0L, 0L, 1L));
        assertThat(figures(viewer, VisitQuery.of(excused.contact()))).isEqualTo(List.of(1L, 0L, 0L, 0L, 0L));
        assertThat(figures(viewer, VisitQuery.of(silent.contact()))).isEqualTo(List.of(1L, 0L, 0L, 0L, 0L));
        assertThat(figures(viewer, VisitQuery.of(walker))).isEqualTo(List.of(0L, 0L, 1L, 0L, 0L));
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.NO_SHOW))).containsExactly("Missing " + unique);
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.LATE_DECLINE))).containsExactly("Late " + unique);
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.CAME)))
                .containsExactlyInAnyOrder("Came " + unique, "Wavering " + unique, "Walker " + unique, "Nobody knows");
        assertThat(as(viewer, () -> visits.figures(VisitQuery.of(dialogue))).noShowShare())
                .isEqualTo(50);

        DialogueFigures inSeries = as(viewer, () -> visits.ofSeries(series, Paging.first(9)))
                .items()
                .get(0);
        assertThat(inSeries.dialogue()).isEqualTo(dialogue);
        assertThat(inSeries.figures()).isEqualTo(as(viewer, () -> visits.figures(VisitQuery.of(dialogue))));

        DialogueId next = soon();
        assertThat(as(
                        viewer,
                        () -> earlier.timesCame(
                                next, List.of(came.contact(), missing.contact(), walker, hidden.contact()))))
                .isEqualTo(Map.of(came.contact(), 1, walker, 1));
        assertThat(StatementCounter.statementsOf(
                        () -> as(viewer, () -> earlier.timesCame(next, List.of(came.contact(), walker)))))
                .hasSize(1);
        DialogueId before = soon();
        move(before, Instant.now().minus(Duration.ofDays(3)));
        assertThat(as(viewer, () -> earlier.timesCame(before, List.of(came.contact(), walker))))
                .as("what came later is none of the earlier ones")
                .isEmpty();

        absent(viewer, () -> visits.figures(VisitQuery.of(hidden.contact())));
        absent(foreigner, () -> visits.list(VisitQuery.of(dialogue), Paging.first(9)));
        absent(foreigner, () -> visits.figures(VisitQuery.of(gazette)));
        absent(foreigner, () -> visits.ofSeries(series, Paging.first(9)));
        assertThatThrownBy(() -> as(officers.administrator("door-one"), () -> visits.figures(VisitQuery.of(dialogue))))
                .isInstanceOf(NotPermittedException.class);
    }

    private DialogueSeriesId series() {
        return as(
                        protocol,
                        () -> catalogue.create(new DialogueSeriesDetails(
                                LocalizedText.of("en", "Series " + unique),
                                Sensitivity.INTERNAL,
                                1,
                                List.of("en"),
                                DialogueFormat.IN_PERSON,
                                null,
                                null,
                                null,
                                ZoneId.of("Europe/Brussels"),
                                new Capacity(60, Map.of()),
                                Balance.NONE)))
                .id();
    }

    /** In the order of the figures; the list behind each is as long, read two at a time. */
    private List<Long> figures(Officer officer, VisitQuery query) {
        Map<VisitFigure, Long> counts = as(officer, () -> visits.figures(query)).counts();
        counts.forEach((figure, count) -> {
            List<Visit> all = new ArrayList<>();
            String cursor = null;
            do {
                Paging two = new Paging(cursor, 2);
                Slice<Visit> slice = as(officer, () -> visits.list(query.of(figure), two));
                all.addAll(slice.items());
                cursor = slice.next();
            } while (cursor != null);
            assertThat(all).as(figure.code()).hasSize(count.intValue()).doesNotHaveDuplicates();
        });
        return List.copyOf(counts.values());
    }

    private List<String> listed(VisitQuery query) {
        return as(viewer, () -> visits.list(query, Paging.first(100))).items().stream()
                .map(Visit::name)
                .toList();
    }

    // E15: what counts is since when there was a seat, and when it was given back; of the last note nothing follows.
    @Test
    void aSeatIsLeftWhenItIsGivenBackAndWhatIsSaidAfterThatChangesNothingOfWhen() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        assertThat(time(ida, "left_at")).isNull();
        assertThat(time(ida, "confirmed_at"))
                .isEqualTo(time(ida, "accepted_at"))
                .isNotNull();
        answer(ida, GuestReply.HESITATE);
        LocalDateTime left = time(ida, "left_at");
        assertThat(left).isNotNull();
        answer(ida, GuestReply.HESITATE);
        answer(ida, GuestReply.DECLINE);
        assertThat(time(ida, "left_at")).isEqualTo(left);
        answer(ida, GuestReply.ACCEPT);
        assertThat(time(ida, "left_at")).isNull();

        InvitationView never = invited(dialogue, "Never", Sensitivity.INTERNAL);
        answer(never, GuestReply.DECLINE);
        assertThat(time(never, "left_at")).isNull();
    }

    @Test
    void aSeatThatCameByItselfIsConfirmedByWhoeverSaysYesToIt() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        DialogueView planned = as(protocol, () -> dialogues.get(dialogue));
        as(
                protocol,
                () -> dialogues.change(
                        dialogue, planned.version(), details(planned.details().startsAt(), null, 1)));
        InvitationView bo = accepted(dialogue, "Bo", Sensitivity.INTERNAL);
        assertThat(bo.state()).isEqualTo(InvitationState.WAITING);
        answer(ida, GuestReply.DECLINE);
        assertThat(now(bo).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(time(bo, "accepted_at")).isNotNull();
        assertThat(time(bo, "confirmed_at")).isNull();
        brings(bo, new Company(List.of(), 0));
        assertThat(time(bo, "confirmed_at")).isNotNull();
    }

    @Test
    void whoHadASeatInTimeIsLateOrMissingAndWhoGotOneAtTheLastMomentIsNot() {
        DialogueId dialogue = soon();
        Map<String, InvitationView> guests = new LinkedHashMap<>();
        for (String given : List.of(
                "Absent",
                "Seated",
                "SeatedEarly",
                "SaidYes",
                "Prompt",
                "Late",
                "Wavers",
                "Slip",
                "NotedLater",
                "NotedAfterwards",
                "SeatedThenCorrected",
                "AfterTheBeginning")) {
            guests.put(given, accepted(dialogue, given, Sensitivity.INTERNAL));
        }
        for (String given : List.of("Prompt", "Late", "Slip", "NotedLater", "AfterTheBeginning")) {
            answer(guests.get(given), GuestReply.DECLINE);
        }
        answer(guests.get("Wavers"), GuestReply.HESITATE);
        InvitationView writtenUp = Objects.requireNonNull(invited(dialogue, "WrittenUp", Sensitivity.INTERNAL));
        move(dialogue, Instant.now().minus(Duration.ofHours(10)));
        // Hours before the beginning: seat, yes to it, given back.
        seat(guests.get("Absent"), 72, 72, null);
        seat(guests.get("Seated"), 2, null, null);
        seat(guests.get("SeatedEarly"), 48, null, null);
        seat(guests.get("SaidYes"), 2, 1, null);
        seat(guests.get("Prompt"), 2, null, 1);
        seat(guests.get("Late"), 72, 72, 23);
        seat(guests.get("Wavers"), 72, 72, 1);
        // A quarter of an hour.
        seat(guests.get("Slip"), 5, 5, null);
        left(guests.get("Slip"), ago(10 + 5).plusMinutes(15));
        // Given back two weeks before, and something noted the day before.
        seat(guests.get("NotedLater"), 500, 500, 360);
        seat(guests.get("AfterTheBeginning"), 72, 72, -1);
        // An officer writes up the answers of a dialogue when it is over.
        seat(guests.get("NotedAfterwards"), -2, -2, null);
        // Nobody said yes to a seat that came late, until something of that guest was corrected after the beginning.
        seat(guests.get("SeatedThenCorrected"), 2, -1, null);
        // By the hand of an officer, hours after the beginning.
        answer(writtenUp, GuestReply.ACCEPT);
        as(
                protocol,
                () -> dialogues.markHeld(
                        dialogue, as(protocol, () -> dialogues.get(dialogue)).version()));
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.NO_SHOW)))
                .containsExactlyInAnyOrder(
                        named("Absent"),
                        named("SeatedEarly"),
                        named("SaidYes"),
                        named("NotedAfterwards"),
                        named("WrittenUp"),
                        named("AfterTheBeginning"));
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.LATE_DECLINE)))
                .containsExactlyInAnyOrder(named("Late"), named("Wavers"));
    }

    private String named(String given) {
        return given + " " + unique;
    }

    /** In hours before a beginning ten hours ago. */
    private void seat(
            @Nullable InvitationView guest, int accepted, @Nullable Integer confirmed, @Nullable Integer left) {
        database.sql("update crm_invitation set accepted_at = ?, confirmed_at = ?, left_at = ? where id = ?")
                .param(ago(10 + accepted))
                .param(confirmed == null ? null : ago(10 + confirmed))
                .param(left == null ? null : ago(10 + left))
                .param(Bytes16.of(Objects.requireNonNull(guest).id()))
                .update();
    }

    private void left(@Nullable InvitationView guest, LocalDateTime when) {
        database.sql("update crm_invitation set left_at = ? where id = ?")
                .params(when, Bytes16.of(Objects.requireNonNull(guest).id()))
                .update();
    }

    private static LocalDateTime ago(int hours) {
        return UtcTime.of(Instant.now().minus(Duration.ofHours(hours)));
    }

    private @Nullable LocalDateTime time(InvitationView guest, String column) {
        return database.sql("select " + column + " from crm_invitation where id = ?")
                .param(Bytes16.of(guest.id()))
                .query((row, index) -> Optional.ofNullable(row.getObject(column, LocalDateTime.class)))
                .single()
                .orElse(null);
    }

    private void answer(@Nullable InvitationView guest, GuestReply reply) {
        InvitationView one = Objects.requireNonNull(guest);
        as(manager, () -> invitations.answer(one.dialogue(), List.of(seen(one)), reply));
    }

    // F1, F3, D2: whoever came is counted, known or not.
    @Test
    void theDoorTheDialogueAndTheSeriesCountTheSamePeople() {
        DialogueSeriesId series = series();
        DialogueView drafted = as(protocol, () -> dialogues.create(details(hence(1), series)));
        DialogueId dialogue = as(protocol, () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
        InvitationView ida = invited(dialogue, "Ida", Sensitivity.INTERNAL);
        brings(ida, new Company(List.of(new Companion("Bruno " + unique, "Choir")), 1));
        came(ida);
        as(protocol, () -> attendances.checkInCompanion(dialogue, ida.id(), 1));
        as(protocol, () -> attendances.checkInCompanion(dialogue, ida.id(), 2));
        InvitationView hidden = invited(dialogue, "Hidden", Sensitivity.CONFIDENTIAL);
        brings(hidden, new Company(List.of(new Companion("Secret " + unique, null)), 0));
        as(manager, () -> attendances.checkIn(dialogue, hidden.id()));
        as(manager, () -> attendances.checkInCompanion(dialogue, hidden.id(), 1));
        InvitationView rushed = accepted(dialogue, "Rushed", Sensitivity.INTERNAL);
        AttendanceView rush = walkIn(dialogue, "Rushed", null);
        as(protocol, () -> attendances.link(dialogue, rush.id(), rushed.contact()));
        AttendanceView linked = walkIn(dialogue, "Walker", null);
        ContactId walker = as(manager, () -> contacts.register(named("Walker", Sensitivity.INTERNAL)))
                .id();
        as(protocol, () -> attendances.link(dialogue, linked.id(), walker));
        walkIn(dialogue, "Nobody knows", "The Gazette");
        AttendanceView mistake = walkIn(dialogue, "A mistake", null);
        as(protocol, () -> attendances.undo(dialogue, mistake.id()));
        move(dialogue, Instant.now().minus(Duration.ofHours(3)), series);
        as(
                protocol,
                () -> dialogues.markHeld(
                        dialogue, as(protocol, () -> dialogues.get(dialogue)).version()));
        for (Officer officer : List.of(protocol, viewer, manager)) {
            long door = as(officer, () -> attendances.count(dialogue)).came();
            assertThat(door).isEqualTo(officer.equals(manager) ? 8 : 6);
            assertThat(figures(officer, VisitQuery.of(dialogue))).contains(door);
            assertThat(as(officer, () -> visits.figures(VisitQuery.of(dialogue)))
                            .counts()
                            .get(VisitFigure.CAME))
                    .isEqualTo(door);
            assertThat(as(officer, () -> visits.ofSeries(series, Paging.first(9)))
                            .items())
                    .singleElement()
                    .extracting(one -> one.figures().counts().get(VisitFigure.CAME))
                    .isEqualTo(door);
        }
        assertThat(as(viewer, () -> visits.list(VisitQuery.of(dialogue).of(VisitFigure.CAME), Paging.first(9)))
                        .items())
                .extracting(Visit::name, Visit::acronym, visit -> visit.contact() != null)
                .containsExactlyInAnyOrder(
                        tuple("Ida " + unique, null, true),
                        tuple("Bruno " + unique, "Choir", false),
                        tuple("Ida " + unique + " +2", null, false),
                        tuple("Rushed " + unique, null, true),
                        tuple("Walker " + unique, null, true),
                        tuple("Nobody knows", "The Gazette", false));
    }

    private InvitationView accepted(DialogueId dialogue, String given, OrganisationId organisation) {
        InvitationView guest = accepted(dialogue, given, Sensitivity.INTERNAL);
        database.sql("update crm_invitation set organisation_id = ? where id = ?")
                .params(Bytes16.of(organisation), Bytes16.of(guest.id()))
                .update();
        return guest;
    }

    private static Instant hence(int hours) {
        return Instant.now().plus(Duration.ofHours(hours));
    }

    // ---- who may, and when
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whoMayNotSeeAGuestLetsNobodyIn() {
        DialogueId dialogue = soon();
        InvitationView hidden = accepted(dialogue, "Hidden", Sensitivity.CONFIDENTIAL);
        assertThat(as(protocol, () -> attendances.scan(dialogue, code(hidden))))
                .isEqualTo(DoorAnswer.none(Outcome.UNKNOWN));
        absent(protocol, () -> attendances.checkIn(dialogue, hidden.id()));
        assertThat(found(dialogue, "Hidden")).isEmpty();
        assertThat(as(protocol, () -> attendances.count(dialogue)).expected()).isZero();
        assertThat(as(manager, () -> attendances.scan(dialogue, code(hidden))).outcome())
                .isEqualTo(Outcome.CAME);
        AttendanceView came = came(manager, dialogue).get(0);
        assertThat(came(protocol, dialogue)).isEmpty();
        assertThat(as(protocol, () -> attendances.count(dialogue)).came()).isZero();
        absent(protocol, () -> attendances.undo(dialogue, came.id()));
        assertThat(history(protocol, dialogue)).isEmpty();

        absent(foreigner, () -> attendances.count(dialogue));
        absent(foreigner, () -> attendances.find(dialogue, "Hidden"));
        absent(foreigner, () -> attendances.scan(dialogue, code(hidden)));
        absent(foreigner, () -> attendances.list(AttendanceQuery.of(dialogue), Paging.first(9)));
        absent(foreigner, () -> attendances.addWalkIn(dialogue, new WalkIn(UUID.randomUUID(), "Some", null, null)));
        absent(foreigner, () -> attendances.readPicture(dialogue, new byte[0]));
        for (Officer other : List.of(viewer, officers.diplomat("door-one"), officers.administrator("door-one"))) {
            assertThatThrownBy(() -> as(other, () -> attendances.checkIn(dialogue, hidden.id())))
                    .isInstanceOf(NotPermittedException.class);
            assertThatThrownBy(() -> as(other, () -> attendances.find(dialogue, "Hidden")))
                    .isInstanceOf(NotPermittedException.class);
        }
    }

    @Test
    void theDoorIsOpenFromSomeHoursBeforeUntilTheDialogueWasHeld() {
        DialogueId dialogue = inviting(Instant.now().plus(Duration.ofHours(13)));
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        conflict("early", protocol, () -> attendances.checkIn(dialogue, ida.id()));
        move(dialogue, Instant.now().plus(Duration.ofHours(11)));
        AttendanceView came = came(ida);
        move(dialogue, Instant.now().minus(Duration.ofHours(3)));
        as(
                protocol,
                () -> dialogues.markHeld(
                        dialogue, as(protocol, () -> dialogues.get(dialogue)).version()));
        // A correction, by whoever keeps guest lists.
        as(protocol, () -> attendances.undo(dialogue, came.id()));
        came(ida);
        as(
                protocol,
                () -> dialogues.archive(
                        dialogue, as(protocol, () -> dialogues.get(dialogue)).version()));
        conflict("closed", protocol, () -> attendances.checkIn(dialogue, ida.id()));

        DialogueView draft =
                as(protocol, () -> dialogues.create(details(Instant.now().plusSeconds(3_600))));
        conflict(
                "draft",
                protocol,
                () -> attendances.addWalkIn(draft.id(), new WalkIn(UUID.randomUUID(), "Some", null, null)));
        DialogueId off = soon();
        as(
                protocol,
                () -> dialogues.cancel(
                        off, as(protocol, () -> dialogues.get(off)).version(), "Storm"));
        conflict("closed", protocol, () -> attendances.scan(off, DoorCode.next().text()));
    }

    // ---- what the tests make and ask
    // --------------------------------------------------------------------------------------------------------

    private interface Numbered<T> {
        T call(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int many, Numbered<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            CyclicBarrier together = new CyclicBarrier(many);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                Callable<T> one = () -> {
                    together.await();
                    return work.call(number);
                };
                running.add(threads.submit(one));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private DialogueId soon() {
        return inviting(Instant.now().plus(Duration.ofHours(1)));
    }

    private DialogueId inviting(Instant start) {
        DialogueView drafted = as(protocol, () -> dialogues.create(details(start)));
        return as(protocol, () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
    }

    private DialogueDetails details(Instant start) {
        return details(start, null);
    }

    private DialogueDetails details(Instant start, @Nullable DialogueSeriesId series) {
        return details(start, series, 60);
    }

    private DialogueDetails details(Instant start, @Nullable DialogueSeriesId series, int seats) {
        return new DialogueDetails(
                LocalizedText.of("en", "Door " + unique),
                series,
                List.of("en"),
                DialogueFormat.IN_PERSON,
                "House of the steppe",
                null,
                null,
                start,
                start.plusSeconds(7_200),
                ZoneId.of("Europe/Brussels"),
                new Capacity(seats, Map.of()),
                Sensitivity.INTERNAL,
                List.of());
    }

    private void move(DialogueId dialogue, Instant start) {
        move(dialogue, start, null);
    }

    private void move(DialogueId dialogue, Instant start, @Nullable DialogueSeriesId series) {
        as(
                protocol,
                () -> dialogues.change(
                        dialogue, as(protocol, () -> dialogues.get(dialogue)).version(), details(start, series)));
    }

    private ContactDetails named(String given, Sensitivity sensitivity) {
        return People.named(given, unique)
                .with(People.email(given.toLowerCase(Locale.ROOT) + "@" + unique.toLowerCase(Locale.ROOT) + ".example"))
                .with(sensitivity)
                .details();
    }

    private InvitationView invite(DialogueId dialogue, ContactDetails details) {
        ContactId contact = as(manager, () -> contacts.register(details)).id();
        as(
                details.sensitivity() == Sensitivity.CONFIDENTIAL ? manager : protocol,
                () -> invitations.propose(dialogue, List.of(contact)));
        return guestOf(dialogue, contact);
    }

    private InvitationView guestOf(DialogueId dialogue, ContactId contact) {
        return as(manager, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(100))).items().stream()
                .filter(guest -> guest.contact().equals(contact))
                .findFirst()
                .orElseThrow();
    }

    private InvitationView invited(DialogueId dialogue, String given, Sensitivity sensitivity) {
        InvitationView guest = invite(dialogue, named(given, sensitivity));
        approveAndInvite(guest);
        return guest;
    }

    private void approveAndInvite(InvitationView guest) {
        DialogueId dialogue = guest.dialogue();
        Officer approver = officers.officer(Role.MANAGER, "door-one", Sensitivity.CONFIDENTIAL);
        if (guest.proposedBy().equals(approver.name())) {
            database.sql("update crm_invitation set state = 'APPROVED' where id = ?")
                    .param(Bytes16.of(guest.id()))
                    .update();
        } else {
            as(approver, () -> invitations.approve(dialogue, List.of(seen(guest))));
        }
        SendingDetails mail = SendingDetails.now(TemplateKind.INVITATION);
        RecipientList list = as(manager, () -> sendings.recipients(dialogue, mail));
        as(manager, () -> sendings.send(dialogue, mail, list.mark(), Set.of()));
    }

    private InvitationView accepted(DialogueId dialogue, String given, Sensitivity sensitivity) {
        InvitationView guest = invited(dialogue, given, sensitivity);
        as(manager, () -> invitations.answer(dialogue, List.of(seen(guest)), GuestReply.ACCEPT));
        return now(guest);
    }

    private InvitationView now(InvitationView guest) {
        return as(manager, () -> invitations.get(guest.dialogue(), guest.id()));
    }

    private SeenGuest seen(InvitationView guest) {
        return new SeenGuest(guest.id(), now(guest).version());
    }

    /** The code that the guest got with the seat, without making one. */
    private String code(InvitationView guest) {
        return code(guest, 0);
    }

    private String code(InvitationView guest, int position) {
        return database.sql("select code from crm_attendance_pass where invitation_id = ? and position = ?")
                .params(Bytes16.of(guest.id()), position)
                .query((row, index) -> new DoorCode(row.getBytes("code")).text())
                .single();
    }

    @Test
    void aGuestKeepsTheCodeOfTheFirstSeatAndOthersGetOneWhenItIsPrinted() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        String code = code(ida);
        as(manager, () -> invitations.answer(dialogue, List.of(seen(ida)), GuestReply.HESITATE));
        as(manager, () -> invitations.answer(dialogue, List.of(seen(ida)), GuestReply.ACCEPT));
        assertThat(code(ida)).isEqualTo(code);
        InvitationView silent = invited(dialogue, "Silent", Sensitivity.INTERNAL);
        Map<DoorPasses.Bearer, DoorCode> provided =
                passes.provide(List.of(new DoorPasses.Bearer(ida.id(), 0), new DoorPasses.Bearer(silent.id(), 0)));
        assertThat(provided.values()).extracting(DoorCode::text).containsExactlyInAnyOrder(code, code(silent));
    }

    private OrganisationId organisation(Circle circle) {
        return as(
                        manager,
                        () -> organisations.register(new OrganisationDetails(
                                LocalizedText.of("en", "Gazette of " + unique),
                                null,
                                OrganisationKind.MEDIA,
                                circle,
                                null,
                                Tenure.UNKNOWN,
                                null,
                                null,
                                null,
                                List.of())))
                .id();
    }

    private AttendanceView walkIn(DialogueId dialogue, String name, @Nullable String organisation) {
        return as(
                protocol,
                () -> attendances.addWalkIn(dialogue, new WalkIn(UUID.randomUUID(), name, organisation, null)));
    }

    private AttendanceView came(InvitationView guest) {
        DoorAnswer answer = as(protocol, () -> attendances.checkIn(guest.dialogue(), guest.id()));
        return Objects.requireNonNull(guest(answer).came());
    }

    private static DoorGuest guest(DoorAnswer answer) {
        return Objects.requireNonNull(answer.guest());
    }

    private List<AttendanceView> came(Officer officer, DialogueId dialogue) {
        return as(officer, () -> attendances.list(AttendanceQuery.of(dialogue), Paging.first(100)))
                .items();
    }

    private List<AttendanceView> unlinked(DialogueId dialogue) {
        return as(protocol, () -> attendances.list(AttendanceQuery.of(dialogue).onlyUnlinked(), Paging.first(100)))
                .items();
    }

    private List<String> found(DialogueId dialogue, String text) {
        return as(protocol, () -> attendances.find(dialogue, text)).stream()
                .map(DoorGuest::name)
                .toList();
    }

    private long rows(DialogueId dialogue) {
        return database.sql("select count(*) from crm_attendance where dialogue_id = ?")
                .param(Bytes16.of(dialogue))
                .query(Long.class)
                .single();
    }

    private List<AuditEntry> history(Officer officer, DialogueId dialogue) {
        return as(officer, () -> dialogues.history(dialogue, Paging.first(100))).items().stream()
                .filter(entry -> entry.kind().equals("attendance"))
                .toList();
    }

    private void conflict(String key, Officer officer, Supplier<?> act) {
        ConflictException refused = catchThrowableOfType(ConflictException.class, () -> as(officer, act));
        assertThat(refused).isNotNull();
        assertThat(refused.key()).isEqualTo("crm.attendance.error." + key);
    }

    private void absent(Officer officer, Supplier<?> act) {
        assertThatThrownBy(() -> as(officer, act)).isInstanceOf(NotFoundException.class);
    }

    private List<String> invalid(Supplier<?> act) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> as(protocol, act));
        assertThat(refused).isNotNull();
        return refused.violations().stream()
                .map(violation -> violation.field() + " " + violation.key())
                .toList();
    }
}
