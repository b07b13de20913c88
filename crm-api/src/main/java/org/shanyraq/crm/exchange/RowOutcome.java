package org.shanyraq.crm.exchange;

import java.util.Locale;

/** What a row would do, as the check found. */
public enum RowOutcome {
    CREATE,
    UPDATE,
    UNCHANGED,
    /** May be somebody who is known already: waits for a decision and is left out without one. */
    DUPLICATE_SUSPECTED,
    ERROR;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
