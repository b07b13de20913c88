package org.shanyraq.crm.followup;

/** Who owes. */
public enum CommitmentDirection {
    /** The mission undertook something for somebody. */
    OURS,
    /** Somebody undertook something for the mission. */
    THEIRS
}
