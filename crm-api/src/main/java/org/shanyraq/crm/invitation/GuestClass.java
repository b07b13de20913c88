package org.shanyraq.crm.invitation;

import java.util.Locale;

/** How much the host wants a guest to come when seats are few, the highest first. Guests are never told of it. */
public enum GuestClass {
    A,
    /** Whoever was given no other one. */
    B,
    C;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
