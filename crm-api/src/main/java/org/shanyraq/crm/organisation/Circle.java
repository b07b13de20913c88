package org.shanyraq.crm.organisation;

import java.util.Locale;

/** The audience that a guest belongs to. */
public enum Circle {
    EU_INSTITUTIONS,
    /** Member states, the diplomatic corps, international organisations. */
    OFFICIAL,
    EXPERT,
    MEDIA,
    CIVIL_SOCIETY,
    BUSINESS,
    ACADEMIA;

    /** The lower-case word used in files, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
