package org.shanyraq.crm.invitation;

import java.util.Locale;

/** How far the invitation of a contact to a dialogue is. Which act leads where is said by {@link InvitationAct}. */
public enum InvitationState {
    /** Somebody wants the guest invited, and somebody else has to decide. */
    PROPOSED(true),
    /** To be invited. */
    APPROVED(true),
    /** A mail was put into the queue; no answer yet. */
    INVITED(true),
    /** Comes, and has a seat. */
    ACCEPTED(true),
    /** Wants to come, and waits for a seat. */
    WAITING(true),
    /** Waited for a seat; one is kept for a while, until the guest says whether it is still wanted. */
    OFFERED(true),
    /** Did not say in time whether the offered seat is still wanted; it went to others. */
    LAPSED(true),
    /** May come, and has no seat. */
    TENTATIVE(true),
    /** Wants to send somebody in their place, on which the host decides; a seat is kept, as soon as there is one. */
    DELEGATING(true),
    /** Somebody else comes in their place, who is a guest with an invitation of their own. */
    REPRESENTED(false),
    /** Does not come. */
    DECLINED(false),
    /** Not approved, with a reason. */
    RETURNED(false),
    /** Taken off the guest list before being invited. */
    REMOVED(false),
    /** Invited, and then taken off the guest list. */
    WITHDRAWN(false);

    private final boolean listed;

    InvitationState(boolean listed) {
        this.listed = listed;
    }

    /** Whether the guest stands on the guest list and counts in its balance. */
    public boolean listed() {
        return listed;
    }

    /** Whether somebody decided to invite the guest, and it was not taken back. */
    public boolean chosen() {
        return this == APPROVED || invited();
    }

    /** Whether the guest is invited, and may answer or change an answer. */
    public boolean invited() {
        return switch (this) {
            case INVITED, ACCEPTED, WAITING, OFFERED, LAPSED, TENTATIVE, DELEGATING, REPRESENTED, DECLINED -> true;
            case PROPOSED, APPROVED, RETURNED, REMOVED, WITHDRAWN -> false;
        };
    }

    /** Whether the guest is invited, and may still come in person or be represented by whom the host has yet to agree to. */
    public boolean awaited() {
        return invited() && this != DECLINED && this != REPRESENTED;
    }

    /** The lower-case word used in files, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
