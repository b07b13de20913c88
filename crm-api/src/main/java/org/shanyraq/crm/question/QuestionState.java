package org.shanyraq.crm.question;

import java.util.Locale;

/** How far a question has come. */
public enum QuestionState {
    /** It came from a guest and nobody has looked at it: shown to officers alone. */
    RECEIVED,
    /** It may be shown, and waits for its turn. */
    APPROVED,
    /** It was put. */
    ASKED,
    /** It was answered there and then. */
    ANSWERED,
    /** Somebody undertook to answer it later. */
    TAKEN_AWAY,
    /** It was taken away, and the answer was given since. */
    ANSWERED_AFTER,
    /** It is not put, for a reason. */
    DECLINED,
    /** It is the same as another one, which stands for it. */
    MERGED;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
