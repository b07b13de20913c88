package org.shanyraq.crm.attendance.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.LocalizedTextConverter;
import org.shanyraq.crm.shared.internal.UtcTime;

/** An arrival: a fact of its own, beside the answer to the invitation. That nobody is in twice is seen to by the database. */
@Entity(name = "crm_attendance")
@Table(name = "crm_attendance")
class Attendance extends Aggregate {

    private static final int COUNTS = 1;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "dialogue_id", length = 16, updatable = false)
    private UUID dialogueId = new UUID(0, 0);

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID invitationId;

    @Column(updatable = false)
    private int position;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "entry_id", length = 16, updatable = false)
    private UUID entryId = new UUID(0, 0);

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID contactId;

    private @Nullable String name;

    private @Nullable String organisation;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID postId;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID organisationId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable Circle circle;

    /** As it was chosen at the door, while the walk-in is linked. */
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable Circle doorCircle;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable PostRole role;

    @Convert(converter = LocalizedTextConverter.class)
    private LocalizedText title = LocalizedText.EMPTY;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable InvitationState answer;

    @Convert(converter = UtcTime.class)
    private Instant cameAt = Instant.EPOCH;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID cameBy = new UUID(0, 0);

    private String cameByName = "";

    @Convert(converter = UtcTime.class)
    private @Nullable Instant undoneAt;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID undoneBy;

    private @Nullable String undoneByName;

    /** Null when it was taken back: the database leaves such rows out when it sees to it that nobody is in twice. */
    private @Nullable Integer present = COUNTS;

    /** For Hibernate. */
    protected Attendance() {}

    private Attendance(MissionId mission, DialogueId dialogue, Officer officer, Instant now) {
        super(mission);
        this.dialogueId = dialogue.value();
        this.entryId = getId();
        this.cameAt = now;
        this.cameBy = officer.id().value();
        this.cameByName = officer.name();
    }

    /** A guest of the list, in the post for which the guest is on it. */
    static Attendance guest(MissionId mission, InvitationView guest, Officer officer, Instant now) {
        Attendance arrival = new Attendance(mission, guest.dialogue(), officer, now);
        arrival.invitationId = guest.id().value();
        arrival.contactId = guest.contact().value();
        arrival.answer = guest.state();
        arrival.stands(guest.standing());
        return arrival;
    }

    /** Somebody whom a guest of the list brings. Who that is stands with the invitation alone, and is forgotten there. */
    static Attendance companion(MissionId mission, InvitationView guest, int position, Officer officer, Instant now) {
        Attendance arrival = new Attendance(mission, guest.dialogue(), officer, now);
        arrival.invitationId = guest.id().value();
        arrival.position = position;
        arrival.answer = guest.state();
        arrival.circle = guest.standing() == null ? null : guest.standing().circle();
        return arrival;
    }

    /** Somebody who is not on the list. */
    static Attendance walkIn(
            MissionId mission,
            DialogueId dialogue,
            UUID entry,
            String name,
            @Nullable String organisation,
            @Nullable Circle circle,
            Officer officer,
            Instant now) {
        Attendance arrival = new Attendance(mission, dialogue, officer, now);
        arrival.entryId = entry;
        arrival.name = name;
        arrival.organisation = organisation;
        arrival.circle = circle;
        return arrival;
    }

    private void stands(ContactSummary.@Nullable Principal standing) {
        if (standing != null) {
            postId = standing.post().value();
            organisationId = standing.organisation().value();
            circle = standing.circle();
            role = standing.role();
            title = standing.title();
        }
    }

    /** Whether it waits for somebody to say who it was. */
    boolean isUnlinked() {
        return isWalkIn() && contactId == null && counts();
    }

    /** Whether it was noted of somebody who was not looked for on the list. */
    private boolean isWalkIn() {
        return name != null;
    }

    /** Says who the walk-in is. The circle that was chosen at the door gives way to that of the contact's post. */
    void link(ContactSummary contact) {
        link(contact.id(), contact.principal());
    }

    /** Says that the walk-in is a guest of the list. */
    void link(InvitationView guest) {
        link(guest.contact(), guest.standing());
        invitationId = guest.id().value();
        answer = guest.state();
    }

    private void link(ContactId contact, ContactSummary.@Nullable Principal standing) {
        if (!isUnlinked()) {
            throw new ConflictException(AttendanceService.PREFIX + "no-walk-in");
        }
        contactId = contact.value();
        doorCircle = circle;
        stands(standing);
        touch();
    }

    /** Takes back what was said of who the walk-in is. */
    void unlink() {
        if (!isWalkIn() || contactId == null || !counts()) {
            throw new ConflictException(AttendanceService.PREFIX + "not-linked");
        }
        contactId = null;
        invitationId = null;
        answer = null;
        postId = null;
        organisationId = null;
        role = null;
        title = LocalizedText.EMPTY;
        circle = doorCircle;
        doorCircle = null;
        touch();
    }

    /** Notes the time of another arrival of the same person, when that is the earlier one. */
    void cameWith(Attendance other) {
        if (other.cameAt.isBefore(cameAt)) {
            cameAt = other.cameAt;
            cameBy = other.cameBy;
            cameByName = other.cameByName;
            touch();
        }
    }

    void undo(Officer officer, Instant now) {
        if (counts()) {
            undoneAt = now;
            undoneBy = officer.id().value();
            undoneByName = officer.name();
            present = null;
            touch();
        }
    }

    boolean counts() {
        return present != null;
    }

    AttendanceId id() {
        return new AttendanceId(getId());
    }

    DialogueId dialogue() {
        return new DialogueId(dialogueId);
    }

    @Nullable
    ContactId contact() {
        return contactId == null ? null : new ContactId(contactId);
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    InvitationState answer() {
        return answer;
    }
}
