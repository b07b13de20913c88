package org.shanyraq.crm.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.DoorAnswer;
import org.shanyraq.crm.attendance.DoorAnswer.Outcome;
import org.shanyraq.crm.attendance.DoorCompanion;
import org.shanyraq.crm.attendance.DoorCount;
import org.shanyraq.crm.attendance.DoorGuest;
import org.shanyraq.crm.attendance.WalkIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The door: rows F1 and F4 of the features. */
@ServiceTest
class AttendanceIntegrationTests extends AttendanceScene {

    @Autowired
    private DoorPasses passes;

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
        assertThat(as(manager, () -> invitations.get(dialogue, ida.id()))).isEqualTo(guest(ida));

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
                                        dialogue, List.of(now(guests.get(number))), GuestReply.DECLINE)));
        assertThat(as(viewer, () -> attendances.count(dialogue)))
                .extracting(DoorCount::came, DoorCount::expected)
                .containsExactly(3L, 3L);
    }

    @Test
    void whoWasNotExpectedComesWithAMarkAndOfWhomNothingIsWantedAnyMoreOnlyByName() {
        DialogueId dialogue = soon();
        InvitationView declined = accepted(dialogue, "Declined", Sensitivity.INTERNAL);
        String code = code(declined);
        as(manager, () -> invitations.answer(dialogue, List.of(now(declined)), GuestReply.DECLINE));
        DoorAnswer came = as(protocol, () -> attendances.scan(dialogue, code));
        assertThat(came.outcome()).isEqualTo(Outcome.CAME_UNEXPECTED);
        assertThat(guest(came).state()).isEqualTo(InvitationState.DECLINED);

        InvitationView silent = invited(dialogue, "Silent", Sensitivity.INTERNAL);
        assertThat(as(protocol, () -> attendances.checkIn(dialogue, silent.id()))
                        .outcome())
                .isEqualTo(Outcome.CAME_UNEXPECTED);

        InvitationView withdrawn = accepted(dialogue, "Withdrawn", Sensitivity.INTERNAL);
        String kept = code(withdrawn);
        as(manager, () -> invitations.withdraw(dialogue, List.of(now(withdrawn))));
        DoorAnswer refused = as(protocol, () -> attendances.scan(dialogue, kept));
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_INVITED);
        assertThat(guest(refused).came()).isNull();
        assertThat(as(protocol, () -> attendances.checkIn(dialogue, withdrawn.id()))
                        .outcome())
                .isEqualTo(Outcome.CAME_UNEXPECTED);
        assertThat(guest(withdrawn).state()).isEqualTo(InvitationState.WITHDRAWN);
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
        proposed(dialogue, People.named("Olga", family).with(People.inOwnScript("Ольга", "Василенко", "ru")));
        proposed(dialogue, People.named("Eleni", unique).with(People.inOwnScript("Ελένη", "Παπαδοπούλου", "el")));
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
        OrganisationId organisation = gazette();
        InvitationView ida = proposed(dialogue, member("Ida", organisation));
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
        assertThat(invalid(protocol, () -> badges(protocol, soon(), List.of(), List.of())))
                .containsExactly(tuple("guests", "crm.attendance.error.no-badges"));
        assertThatThrownBy(() -> badges(viewer, dialogue, List.of(), List.of()))
                .isInstanceOf(NotPermittedException.class);
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
        for (Officer other : List.of(viewer, diplomat, officers.administrator(mission))) {
            assertThatThrownBy(() -> as(other, () -> attendances.checkIn(dialogue, hidden.id())))
                    .isInstanceOf(NotPermittedException.class);
            assertThatThrownBy(() -> as(other, () -> attendances.find(dialogue, "Hidden")))
                    .isInstanceOf(NotPermittedException.class);
        }
    }

    @Test
    void theDoorIsOpenFromSomeHoursBeforeUntilTheDialogueWasHeld() {
        DialogueId dialogue = inviting(plan(Instant.now().plus(Duration.ofHours(13))));
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        conflict("early", protocol, () -> attendances.checkIn(dialogue, ida.id()));
        move(dialogue, Instant.now().plus(Duration.ofHours(11)));
        AttendanceView came = came(ida);
        move(dialogue, Instant.now().minus(Duration.ofHours(3)));
        held(dialogue);
        // A correction, by whoever keeps guest lists.
        as(protocol, () -> attendances.undo(dialogue, came.id()));
        came(ida);
        as(
                protocol,
                () -> dialogues.archive(
                        dialogue, as(protocol, () -> dialogues.get(dialogue)).version()));
        conflict("closed", protocol, () -> attendances.checkIn(dialogue, ida.id()));

        DialogueView draft = as(
                protocol,
                () -> dialogues.create(plan(Instant.now().plusSeconds(3_600)).details()));
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

    @Test
    void aGuestKeepsTheCodeOfTheFirstSeatAndOthersGetOneWhenItIsPrinted() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        String code = code(ida);
        as(manager, () -> invitations.answer(dialogue, List.of(now(ida)), GuestReply.HESITATE));
        as(manager, () -> invitations.answer(dialogue, List.of(now(ida)), GuestReply.ACCEPT));
        assertThat(code(ida)).isEqualTo(code);
        InvitationView silent = invited(dialogue, "Silent", Sensitivity.INTERNAL);
        Map<DoorPasses.Bearer, DoorCode> provided =
                passes.provide(List.of(new DoorPasses.Bearer(ida.id(), 0), new DoorPasses.Bearer(silent.id(), 0)));
        assertThat(provided.values()).extracting(DoorCode::text).containsExactlyInAnyOrder(code, code(silent));
    }
}
