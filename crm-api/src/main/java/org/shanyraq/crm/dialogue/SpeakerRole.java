package org.shanyraq.crm.dialogue;

import java.util.Locale;

/** As what somebody speaks. */
public enum SpeakerRole {
    HOST,
    OPENING_REMARKS,
    KEYNOTE,
    INVITED_SPEAKER,
    MODERATOR,
    PANELLIST;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
