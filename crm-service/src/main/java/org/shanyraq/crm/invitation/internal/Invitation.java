package org.shanyraq.crm.invitation.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestAnswered;
import org.shanyraq.crm.invitation.GuestApproved;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestInvited;
import org.shanyraq.crm.invitation.GuestProposed;
import org.shanyraq.crm.invitation.GuestRemoved;
import org.shanyraq.crm.invitation.GuestReturned;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationWithdrawn;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.LocalizedTextConverter;
import org.shanyraq.crm.shared.internal.UtcTime;

/**
 * The invitation of a contact to a dialogue, of which there is one, however often it is proposed anew. What leads from which state to which,
 * and who may do it, is asked of {@link InvitationAct}.
 */
@Entity(name = "crm_invitation")
@Table(name = "crm_invitation")
class Invitation extends Aggregate {

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "dialogue_id", length = 16, updatable = false)
    private UUID dialogueId = new UUID(0, 0);

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "contact_id", length = 16, updatable = false)
    private UUID contactId = new UUID(0, 0);

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private InvitationState state = InvitationState.PROPOSED;

    /** The post for which the contact is on the list, as the four after it, all null when there is none. */
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID postId;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID organisationId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable Circle circle;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable PostRole role;

    @Convert(converter = LocalizedTextConverter.class)
    private LocalizedText title = LocalizedText.EMPTY;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID proposedBy = new UUID(0, 0);

    private String proposedByName = "";

    @Convert(converter = UtcTime.class)
    private Instant proposedAt = Instant.EPOCH;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID decidedBy;

    private @Nullable String decidedByName;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant decidedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private @Nullable ReturnReason reason;

    private @Nullable String remark;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant invitedAt;

    /** By which calendars know the event; made once, when the first mail is put into the queue. */
    private @Nullable String calendarUid;

    /** Higher with each change that the guest is told of. */
    private int calendarSequence;

    /** What the guest was told of last, see {@link Facts}. */
    private @Nullable String told;

    /** Whether the guest was invited by letter, telephone or word of mouth, and not by a mail. */
    private boolean invitedOtherwise;

    @Convert(converter = UtcTime.class)
    private @Nullable Instant answeredAt;

    private @Nullable String answeredByName;

    /** Until when an answer is awaited, as the guest was told last; null: until the dialogue begins. */
    @Convert(converter = UtcTime.class)
    private @Nullable Instant answerBy;

    /** What the guest wrote to the host. */
    private @Nullable String note;

    /** When the guest last got a seat, also one that was given back since; null when this invitation never brought one. */
    @Convert(converter = UtcTime.class)
    private @Nullable Instant acceptedAt;

    /** When that seat was first said yes to while it was there; null of one that came by itself to whoever waited for it, and was told of it. */
    @Convert(converter = UtcTime.class)
    private @Nullable Instant confirmedAt;

    /** When the guest gave back the last seat; null while there is one, or when there never was. What is said after that moves it no more. */
    @Convert(converter = UtcTime.class)
    private @Nullable Instant leftAt;

    /** Since when the guest has a seat, or waits for one. */
    @Convert(converter = UtcTime.class)
    private @Nullable Instant seatSince;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private GuestClass guestClass = GuestClass.B;

    /** Until when an offered seat is kept; null when none is offered. */
    @Convert(converter = UtcTime.class)
    private @Nullable Instant offeredUntil;

    /** How many people the guest brings, or wants to bring. */
    private int companions;

    /** How many the guest may bring; null: as many as the terms say. */
    private @Nullable Integer companionsAllowed;

    /** The invitation of the guest in whose place this one comes; null for nobody. */
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private @Nullable UUID standsFor;

    /** Whether a guest who wants to send somebody has a seat kept. */
    private boolean seatKept;

    /** For Hibernate. */
    protected Invitation() {}

    private Invitation(MissionId mission, DialogueId dialogue, ContactId contact) {
        super(mission);
        this.dialogueId = dialogue.value();
        this.contactId = contact.value();
    }

    /** Proposes somebody who never was on the list. */
    static Invitation propose(
            MissionId mission, DialogueId dialogue, ContactSummary contact, Officer proposer, Instant now) {
        Invitation invitation = new Invitation(mission, dialogue, contact.id());
        invitation.proposed(contact, proposer, now);
        return invitation;
    }

    /** Proposes somebody again who came off the list. */
    void proposeAgain(ContactSummary contact, Officer proposer, Instant now) {
        require(InvitationAct.PROPOSE, proposer);
        proposed(contact, proposer, now);
    }

    private void proposed(ContactSummary contact, Officer proposer, Instant now) {
        putOn(InvitationState.PROPOSED, contact, proposer, now);
        standsFor = null;
        register(new GuestProposed(id(), dialogue(), contact(), mission()));
    }

    /** Somebody comes, in the place of another guest, who never was on the list. */
    static Invitation standIn(Invitation principal, ContactSummary contact) {
        return new Invitation(principal.mission(), principal.dialogue(), contact.id());
    }

    /**
     * Has a seat in the place of another guest.
     *
     * @param fresh whether there was no such invitation before
     * @param facts what the mail says, see {@link Facts}
     */
    void standInFor(
            Invitation principal,
            boolean fresh,
            ContactSummary contact,
            Officer sender,
            String facts,
            String freshUid,
            Instant now) {
        if (!fresh) {
            require(InvitationAct.STAND_IN, sender);
        }
        putOn(InvitationAct.STAND_IN.to(), contact, sender, now);
        decidedBy = sender.id().value();
        decidedByName = sender.name();
        decidedAt = now;
        standsFor = principal.getId();
        invitedAt = now;
        if (calendarUid == null) {
            calendarUid = freshUid;
        } else {
            calendarSequence++;
        }
        told = facts;
        invitedOtherwise = false;
        answerBy = principal.answerBy;
        answeredAt = now;
        answeredByName = sender.name();
        note = null;
        seatSince = now;
        companions = 0;
        seated(now, now);
        register(new GuestInvited(id(), dialogue(), contact(), mission()));
        register(new GuestAnswered(id(), dialogue(), contact(), mission()));
    }

    private void putOn(InvitationState on, ContactSummary contact, Officer proposer, Instant now) {
        state = on;
        ContactSummary.Principal standing = contact.principal();
        postId = standing == null ? null : standing.post().value();
        organisationId = standing == null ? null : standing.organisation().value();
        circle = standing == null ? null : standing.circle();
        role = standing == null ? null : standing.role();
        title = standing == null ? LocalizedText.EMPTY : standing.title();
        proposedBy = proposer.id().value();
        proposedByName = proposer.name();
        proposedAt = now;
        decidedBy = null;
        decidedByName = null;
        decidedAt = null;
        reason = null;
        remark = null;
    }

    void approve(Officer approver, Instant now) {
        decide(InvitationAct.APPROVE, approver, now);
        register(new GuestApproved(id(), dialogue(), contact(), mission()));
    }

    void giveBack(Officer approver, ReturnReason why, @Nullable String remark, Instant now) {
        decide(InvitationAct.RETURN, approver, now);
        this.reason = why;
        this.remark = remark;
        register(new GuestReturned(id(), dialogue(), contact(), mission()));
    }

    /**
     * Invites the guest by a mail that is put into the queue.
     *
     * @param facts what the mail says, see {@link Facts}
     * @param answerBy until when an answer is awaited; null: until the dialogue begins
     */
    void invite(Officer sender, String facts, String freshUid, @Nullable Instant answerBy, Instant now) {
        invited(sender, facts, freshUid, answerBy, now);
        invitedOtherwise = false;
    }

    /** Invites the guest by letter, telephone or word of mouth, with the facts as they are now. */
    void inviteOtherwise(Officer sender, String facts, String freshUid, Instant now) {
        invited(sender, facts, freshUid, null, now);
        invitedOtherwise = true;
    }

    private void invited(Officer sender, String facts, String freshUid, @Nullable Instant until, Instant now) {
        require(InvitationAct.INVITE, sender);
        state = InvitationAct.INVITE.to();
        invitedAt = now;
        if (calendarUid == null) {
            calendarUid = freshUid;
        } else {
            // An invitation that was withdrawn before is one more word on the same event.
            calendarSequence++;
        }
        told = facts;
        answerBy = until;
        seated(null, null);
        answeredAt = null;
        answeredByName = null;
        note = null;
        companions = 0;
        register(new GuestInvited(id(), dialogue(), contact(), mission()));
    }

    /** Notes until when the guest is asked to answer; null: until the dialogue begins. */
    void awaitAnswer(@Nullable Instant until) {
        if (!Objects.equals(until, answerBy)) {
            answerBy = until;
            touch();
        }
    }

    /**
     * Takes an answer.
     *
     * @param act one of the answers
     * @param by who gives it: the guest, or an officer for the guest
     * @param words what the guest wrote, or null
     * @param brought how many people the guest brings
     */
    void answer(InvitationAct act, Officer by, @Nullable String words, int brought, Instant now) {
        if (act.to() != state) {
            require(act, by);
            boolean had = state == InvitationState.ACCEPTED;
            boolean seated = had || state == InvitationState.WAITING;
            state = act.to();
            offeredUntil = null;
            seatKept = false;
            if (state != InvitationState.ACCEPTED && state != InvitationState.WAITING) {
                seatSince = null;
            } else if (!seated || seatSince == null) {
                seatSince = now;
            }
            if (state == InvitationState.ACCEPTED) {
                seated(now, now);
            } else if (had && state != InvitationState.WAITING) {
                leftAt = now;
            }
        } else {
            confirmSeat(now);
        }
        answeredAt = now;
        answeredByName = by.name();
        note = words;
        companions = brought;
        touch();
        register(new GuestAnswered(id(), dialogue(), contact(), mission()));
    }

    /** Notes that what was just taken as the answer was said earlier than it was heard of. */
    void saidAt(Instant said) {
        if (leftAt != null && leftAt.equals(answeredAt)) {
            leftAt = said;
        }
        answeredAt = said;
    }

    /** Says yes to a seat that came by itself; of one that was said yes to, or of none, nothing changes. */
    void confirmSeat(Instant now) {
        if (state == InvitationState.ACCEPTED && confirmedAt == null) {
            confirmedAt = now;
        }
    }

    private void seated(@Nullable Instant since, @Nullable Instant confirmed) {
        acceptedAt = since;
        confirmedAt = confirmed;
        leftAt = null;
    }

    /** Gives the guest, who waited for it, a seat. */
    void seat(Officer system, Instant now) {
        require(InvitationAct.ACCEPT, system);
        state = InvitationAct.ACCEPT.to();
        seatSince = now;
        seated(now, null);
        register(new GuestAnswered(id(), dialogue(), contact(), mission()));
    }

    /** Keeps a seat for the guest, who waited for it. */
    void offer(Instant until) {
        requirePossible(InvitationAct.OFFER);
        state = InvitationAct.OFFER.to();
        offeredUntil = until;
    }

    /** Keeps the seat no longer. */
    void lapse() {
        requirePossible(InvitationAct.LAPSE);
        state = InvitationAct.LAPSE.to();
        offeredUntil = null;
        seatSince = null;
    }

    /** How many seats the guest and companions have, or have kept. */
    int seats() {
        return switch (state) {
            case ACCEPTED, OFFERED -> 1 + companions;
            case DELEGATING -> seatKept ? 1 : 0;
            default -> 0;
        };
    }

    /**
     * Asks to send somebody.
     *
     * @param kept whether there is a seat
     */
    void delegate(Officer by, boolean kept, Instant now) {
        require(InvitationAct.DELEGATE, by);
        boolean inLine = seatSince != null;
        state = InvitationAct.DELEGATE.to();
        offeredUntil = null;
        seatKept = kept;
        companions = 0;
        if (!inLine) {
            seatSince = now;
        }
        answeredAt = now;
        answeredByName = by.name();
        register(new GuestAnswered(id(), dialogue(), contact(), mission()));
    }

    /** Has a seat, by now, for whom the guest wants to send. */
    void keepSeat() {
        seatKept = true;
    }

    /**
     * Is represented by somebody.
     *
     * @param own whether the sender noted that wish for the guest
     */
    void confirm(Officer sender, boolean own, Instant now) {
        decide(InvitationAct.CONFIRM, sender, own, now);
        seatKept = false;
        seatSince = null;
        // Whoever is represented leaves no seat empty.
        leftAt = null;
    }

    /** Is not to be represented by whom the guest wanted to send, and is asked anew. */
    void refuse(Officer sender, Instant now) {
        decide(InvitationAct.REFUSE, sender, now);
        seatKept = false;
        seatSince = null;
    }

    /** Whether the guest comes in the place of another one. */
    boolean isDelegate() {
        return standsFor != null;
    }

    int companions() {
        return companions;
    }

    /** @param most null: as many as the terms say */
    void allowCompanions(@Nullable Integer most) {
        companionsAllowed = most;
    }

    @Nullable
    Integer companionsAllowed() {
        return companionsAllowed;
    }

    void rank(GuestClass wanted) {
        guestClass = wanted;
    }

    GuestClass guestClass() {
        return guestClass;
    }

    /** Whether the guest was offered a seat, and has not said by that time whether it is still wanted. */
    boolean isLate(Instant now) {
        return offeredUntil != null && !offeredUntil.isAfter(now);
    }

    @Nullable
    Circle circle() {
        return circle;
    }

    @Nullable
    String note() {
        return note;
    }

    @Nullable
    Instant answerBy() {
        return answerBy;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    /** Notes that a mail tells the guest of other facts than before. */
    void tell(String facts) {
        if (!facts.equals(told)) {
            calendarSequence++;
            told = facts;
            touch();
        }
    }

    /** Whether the event left the guest's calendar since somebody else comes. */
    boolean isToldOfRepresentation() {
        return Facts.REPRESENTED.equals(told);
    }

    /** Takes the invitation back. */
    void withdraw(Officer sender, Instant now) {
        decide(InvitationAct.WITHDRAW, sender, now);
        seatSince = null;
        seatKept = false;
        offeredUntil = null;
        companions = 0;
        register(new InvitationWithdrawn(id(), dialogue(), contact(), mission()));
    }

    void remove(Officer remover, Instant now) {
        decide(InvitationAct.REMOVE, remover, now);
        register(new GuestRemoved(id(), dialogue(), contact(), mission()));
    }

    /** @throws ConflictException when it was changed since it had that version */
    void requireSeen(long seen) {
        if (version() != seen) {
            throw new ConflictException("crm.invitation.error.changed");
        }
    }

    private void decide(InvitationAct act, Officer officer, Instant now) {
        decide(act, officer, isBy(officer), now);
    }

    private void decide(InvitationAct act, Officer officer, boolean own, Instant now) {
        require(act, officer, own);
        state = act.to();
        decidedBy = officer.id().value();
        decidedByName = officer.name();
        decidedAt = now;
        reason = null;
        remark = null;
    }

    /** @throws ConflictException when the act is none in this state, or the officer is not one of those who may do it */
    private void require(InvitationAct act, Officer officer) {
        require(act, officer, isBy(officer));
    }

    private void require(InvitationAct act, Officer officer, boolean own) {
        InvitationAct.Actor actor = requirePossible(act);
        if (!actor.includes(officer.rights(), own)) {
            throw new ConflictException("crm.invitation.error.actor-" + actor.code());
        }
    }

    private InvitationAct.Actor requirePossible(InvitationAct act) {
        return act.from(state)
                .orElseThrow(() -> new ConflictException("crm.invitation.error." + act.code() + "-" + state.code()));
    }

    boolean isBy(Officer officer) {
        return proposedBy.equals(officer.id().value());
    }

    InvitationId id() {
        return new InvitationId(getId());
    }

    DialogueId dialogue() {
        return new DialogueId(dialogueId);
    }

    ContactId contact() {
        return new ContactId(contactId);
    }

    InvitationState state() {
        return state;
    }

    @Nullable
    ReturnReason reason() {
        return reason;
    }

    @Nullable
    String remark() {
        return remark;
    }
}
