package org.shanyraq.crm.invitation;

import java.util.Locale;

/** Who of those who wait is offered a free seat first. */
public enum WaitingOrder {
    /** Whoever waits longest. */
    FIRST_COME,
    /** The guests of a higher class, and of one class whoever waits longest. */
    BY_CLASS;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
