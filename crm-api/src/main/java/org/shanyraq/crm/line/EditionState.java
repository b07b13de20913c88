package org.shanyraq.crm.line;

import java.util.Locale;

/** How far an edition of a line is. */
public enum EditionState {
    /** Being written. */
    DRAFT,
    /** Given to somebody else to approve. */
    PROPOSED,
    /** Not approved as it was; to be written anew. */
    RETURNED,
    /** Approved, and the one that is used until its last day. */
    APPROVED,
    /** Was used until a later edition was approved. */
    REPLACED,
    /** Taken out of use. */
    WITHDRAWN;

    /** Whether it can still be written. */
    public boolean open() {
        return this == DRAFT || this == PROPOSED || this == RETURNED;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
