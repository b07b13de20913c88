package org.shanyraq.crm.line;

import java.util.Locale;

/** Whether a line can be used, and if not, what it waits for. */
public enum LineStanding {
    /** An edition is approved and its last day is not over. */
    IN_USE,
    /** The last day of the approved edition is over. */
    EXPIRED,
    /** Nothing is approved, and an edition waits for it. */
    PROPOSED,
    /** Nothing is approved or proposed. */
    DRAFT;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
