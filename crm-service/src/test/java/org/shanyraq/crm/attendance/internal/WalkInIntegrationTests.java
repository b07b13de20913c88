package org.shanyraq.crm.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.DoorAnswer;
import org.shanyraq.crm.attendance.DoorAnswer.Outcome;
import org.shanyraq.crm.attendance.DoorCount;
import org.shanyraq.crm.attendance.WalkIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever comes without being on the list: row F3 of the features. */
@ServiceTest
class WalkInIntegrationTests extends AttendanceScene {

    @Autowired
    private ForgottenWalkIns walkIns;

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

        ContactId contact = registered(person("Aida").with(Sensitivity.RESTRICTED));
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
        conflict("no-walk-in", protocol, () -> attendances.link(dialogue, came.id(), registered(person("Else"))));
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
        AttendanceView linked =
                as(protocol, () -> attendances.register(dialogue, came.id(), People.latin("Aida", unique)));
        ContactDetails made = as(viewer, () -> contacts.get(Objects.requireNonNull(linked.contact())))
                .details();
        assertThat(made.displayName()).isEqualTo("Aida " + unique);
        assertThat(made.notes()).isEqualTo("The Gazette");
        conflict("no-walk-in", protocol, () -> attendances.register(dialogue, came.id(), People.latin("Aida", unique)));
    }

    // F3: one fact, whichever way it was noted.
    @Test
    void aGuestWhoWasTakenForAWalkInComesAsTheGuestAndOnce() {
        DialogueId dialogue = soon();
        OrganisationId gazette = gazette();
        InvitationView ida = invited(approved(dialogue, member("Ida", gazette)));
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
        ContactId other = registered(person("Other"));
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
        assertThat(invalid(
                        protocol,
                        () -> attendances.addWalkIn(dialogue, new WalkIn(UUID.randomUUID(), "  ", null, null))))
                .containsExactly(tuple("name", "crm.attendance.error.name"));
        assertThat(invalid(
                        protocol,
                        () -> attendances.addWalkIn(
                                dialogue, new WalkIn(UUID.randomUUID(), "a\nb", "x".repeat(251), null))))
                .containsExactly(
                        tuple("name", "crm.attendance.error.characters"),
                        tuple("organisation", "crm.attendance.error.too-long"));
        assertThat(rows(dialogue)).isZero();
    }

    private List<AttendanceView> unlinked(DialogueId dialogue) {
        return as(protocol, () -> attendances.list(AttendanceQuery.of(dialogue).onlyUnlinked(), Paging.first(100)))
                .items();
    }
}
