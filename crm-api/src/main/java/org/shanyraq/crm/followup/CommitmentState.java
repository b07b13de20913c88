package org.shanyraq.crm.followup;

import java.util.Locale;

/** What became of a commitment. An open one comes to one of the three ends, and each end can be taken back. */
public enum CommitmentState {
    OPEN,
    /** As the evidence says. */
    KEPT,
    /** With a reason. */
    BROKEN,
    /** Whoever it was for does not wait for it any more, for a reason. */
    RELEASED;

    /** The lower-case word of keys and of the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
