package org.shanyraq.crm.question;

import java.util.Locale;

/** Why a question is not put, or not answered. */
public enum DeclineReason {
    OFF_TOPIC,
    DUPLICATE,
    OFFENSIVE,
    NO_TIME,
    /** It is for somebody else to answer. */
    NOT_OURS,
    /** Said in words. */
    OTHER;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
