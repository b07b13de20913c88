package org.shanyraq.crm.invitation;

import java.util.Locale;

/** How far the invitation of a contact to a dialogue is. Which act leads where is said by {@link InvitationAct}. */
public enum InvitationState {
    /** Somebody wants the guest invited, and somebody else has to decide. */
    PROPOSED(true),
    /** To be invited. */
    APPROVED(true),
    /** Not approved, with a reason. */
    RETURNED(false),
    /** Taken off the guest list. */
    REMOVED(false);

    private final boolean listed;

    InvitationState(boolean listed) {
        this.listed = listed;
    }

    /** Whether the guest stands on the guest list and counts in its balance. */
    public boolean listed() {
        return listed;
    }

    /** The lower-case word used in files, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
