package org.shanyraq.crm.invitation;

import java.util.Locale;

/** What became of an answer that came from a guest's calendar. */
public enum CalendarAnswerState {
    /** Waits for an officer. */
    OPEN,
    /** It is the guest's answer, or was until a later one. */
    TAKEN,
    /** An officer decided that it is none. */
    SET_ASIDE;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
