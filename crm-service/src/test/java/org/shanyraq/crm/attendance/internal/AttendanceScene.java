package org.shanyraq.crm.attendance.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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
import org.shanyraq.crm.attendance.DoorAnswer;
import org.shanyraq.crm.attendance.DoorGuest;
import org.shanyraq.crm.attendance.WalkIn;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.Plans;
import org.springframework.beans.factory.annotation.Autowired;

/** A dialogue that begins soon, with guests who come, or do not. */
abstract class AttendanceScene extends GuestScene {

    @Autowired
    Attendances attendances;

    @Autowired
    Badges badges;

    Officer colleague;

    AttendanceScene() {
        super("door-one", "door-two");
    }

    @BeforeEach
    void signColleagueIn() {
        colleague = officers.officer(Role.PROTOCOL, mission, Sensitivity.INTERNAL);
    }

    Plans plan(Instant start) {
        return Plans.evening("Door " + unique, start);
    }

    void move(DialogueId dialogue, Instant start) {
        changed(dialogue, plans -> plans.at(start));
    }

    void held(DialogueId dialogue) {
        as(
                protocol,
                () -> dialogues.markHeld(
                        dialogue, as(protocol, () -> dialogues.get(dialogue)).version()));
    }

    InvitationView invited(DialogueId dialogue, String given, Sensitivity sensitivity) {
        return invited(approved(dialogue, person(given).with(sensitivity)));
    }

    /** Who was approved, by somebody who sees everybody. */
    InvitationView invited(InvitationView guest) {
        send(manager, guest.dialogue(), SendingDetails.now(TemplateKind.INVITATION), Set.of());
        return guest;
    }

    InvitationView accepted(DialogueId dialogue, String given, Sensitivity sensitivity) {
        InvitationView guest = invited(dialogue, given, sensitivity);
        answer(guest, GuestReply.ACCEPT);
        return guest(guest);
    }

    /** Somebody with a post there. */
    ContactId member(String given, OrganisationId organisation) {
        ContactId contact = registered(person(given));
        as(manager, () -> mandates.begin(contact, post(organisation, PostRole.MEMBER), Tenure.UNKNOWN, null));
        return contact;
    }

    void brings(InvitationView guest, Company company) {
        as(manager, () -> {
            invitations.answer(guest.dialogue(), now(guest), GuestReply.ACCEPT, company, Shortage.TELL);
            return Boolean.TRUE;
        });
    }

    String badges(Officer officer, DialogueId dialogue, List<InvitationId> guests, List<AttendanceId> walkIns) {
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

    void answer(@Nullable InvitationView guest, GuestReply reply) {
        InvitationView one = Objects.requireNonNull(guest);
        as(manager, () -> invitations.answer(one.dialogue(), List.of(now(one)), reply));
    }

    DialogueId soon() {
        return inviting(plan(Instant.now().plus(Duration.ofHours(1))));
    }

    /** The code that the guest got with the seat, without making one. */
    String code(InvitationView guest) {
        return code(guest, 0);
    }

    String code(InvitationView guest, int position) {
        return database.sql("select code from crm_attendance_pass where invitation_id = ? and position = ?")
                .params(Bytes16.of(guest.id()), position)
                .query((row, index) -> new DoorCode(row.getBytes("code")).text())
                .single();
    }

    OrganisationId gazette() {
        return organisation("Gazette", null, Circle.MEDIA, OrganisationKind.MEDIA);
    }

    AttendanceView walkIn(DialogueId dialogue, String name, @Nullable String organisation) {
        return as(
                protocol,
                () -> attendances.addWalkIn(dialogue, new WalkIn(UUID.randomUUID(), name, organisation, null)));
    }

    AttendanceView came(InvitationView guest) {
        DoorAnswer answer = as(protocol, () -> attendances.checkIn(guest.dialogue(), guest.id()));
        return Objects.requireNonNull(guest(answer).came());
    }

    static DoorGuest guest(DoorAnswer answer) {
        return Objects.requireNonNull(answer.guest());
    }

    List<AttendanceView> came(Officer officer, DialogueId dialogue) {
        return as(officer, () -> attendances.list(AttendanceQuery.of(dialogue), Paging.first(100)))
                .items();
    }

    List<String> found(DialogueId dialogue, String text) {
        return as(protocol, () -> attendances.find(dialogue, text)).stream()
                .map(DoorGuest::name)
                .toList();
    }

    long rows(DialogueId dialogue) {
        return database.sql("select count(*) from crm_attendance where dialogue_id = ?")
                .param(Bytes16.of(dialogue))
                .query(Long.class)
                .single();
    }

    List<AuditEntry> history(Officer officer, DialogueId dialogue) {
        return as(officer, () -> dialogues.history(dialogue, Paging.first(100))).items().stream()
                .filter(entry -> entry.kind().equals("attendance"))
                .toList();
    }

    void conflict(String key, Officer officer, Supplier<?> act) {
        refused("crm.attendance.error." + key, () -> as(officer, act));
    }
}
