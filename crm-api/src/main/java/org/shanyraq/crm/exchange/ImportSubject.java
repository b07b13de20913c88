package org.shanyraq.crm.exchange;

import java.util.Locale;

/** What the rows of a file are. */
public enum ImportSubject {
    CONTACTS,
    ORGANISATIONS,
    MANDATES;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
