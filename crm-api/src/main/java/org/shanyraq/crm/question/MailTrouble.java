package org.shanyraq.crm.question;

import java.util.Locale;

/** Why the answer to a question does not reach the asker by mail. */
public enum MailTrouble {
    /** The asker is not known, or no contact. */
    NOBODY,
    /** The contact has no address. */
    NO_ADDRESS,
    /** The address gets no mails. */
    BARRED,
    /** The mail came to nothing, or may have. */
    FAILED;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
