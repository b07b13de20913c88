package org.shanyraq.crm.dialogue;

import java.util.Locale;

/** What of a part of a dialogue may be told to others than officers, and of whom. */
public enum Attribution {
    /** Both what was said and who said it. */
    ON_RECORD,
    /** What was said, and not who said it. */
    NOT_FOR_ATTRIBUTION,
    /** Neither. */
    OFF_RECORD;

    /** Whether who spoke may be named to others. */
    public boolean names() {
        return this == ON_RECORD;
    }

    /** Whether what was said may be shown to others. */
    public boolean shows() {
        return this != OFF_RECORD;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
