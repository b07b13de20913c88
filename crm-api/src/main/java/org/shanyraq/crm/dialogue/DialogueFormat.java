package org.shanyraq.crm.dialogue;

import java.util.Locale;

/** Where guests take part. */
public enum DialogueFormat {
    IN_PERSON,
    ONLINE,
    HYBRID;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
