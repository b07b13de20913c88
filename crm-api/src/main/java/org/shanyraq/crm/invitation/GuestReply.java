package org.shanyraq.crm.invitation;

import java.util.Locale;

/** What a guest answers. */
public enum GuestReply {
    /** Comes; waits for a seat when there is none. */
    ACCEPT,
    /** Does not know yet; has no seat. */
    HESITATE,
    DECLINE;

    /** The lower-case word used in forms and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
