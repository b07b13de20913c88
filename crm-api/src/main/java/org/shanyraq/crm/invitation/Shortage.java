package org.shanyraq.crm.invitation;

import java.util.Locale;

/** What is to be done when there are seats for a guest, but not for all whom the guest brings. */
public enum Shortage {
    /** Nothing: the answer is refused, so that the guest can choose. */
    TELL,
    /** The guest comes without them. */
    ALONE,
    /** The guest waits until there are seats for all. Who has a seat keeps it, and is told. */
    WAIT;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
