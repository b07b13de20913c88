package org.shanyraq.crm.contact;

import java.util.Locale;

/** By what a segment has its contacts. */
public enum SegmentKind {
    /** A word put on contacts, for example {@code Central Asia}. */
    TAG,
    /** Chosen by hand for a purpose, for example {@code Nauryz reception}. */
    LIST,
    /** Whoever a saved query finds when it is asked. */
    QUERY;

    /** Whether contacts are put into it one by one. */
    public boolean hasMembers() {
        return this != QUERY;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
