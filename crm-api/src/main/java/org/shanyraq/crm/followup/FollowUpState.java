package org.shanyraq.crm.followup;

import java.util.Locale;
import java.util.Set;

/** How far a follow-up is. From each state it can be moved to each other one. */
public enum FollowUpState {
    OPEN,
    /** Begun, and not finished. */
    DOING,
    DONE,
    /** Given up, with a reason. */
    DROPPED;

    /** In which something is still to be done. */
    public static final Set<FollowUpState> LIVING = Set.of(OPEN, DOING);

    /** Whether nothing is to be done any more. */
    public boolean isOver() {
        return this == DONE || this == DROPPED;
    }

    /** The lower-case word of keys and of the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
