package org.shanyraq.crm.question;

import java.util.Locale;

/** On which way a question came. */
public enum QuestionOrigin {
    /** An officer noted it as it was put. */
    DESK,
    /** A guest sent it. */
    GUEST;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
