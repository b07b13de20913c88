package org.shanyraq.crm.contact;

import java.util.Locale;

/** Why the mission may keep the data (Regulation (EU) 2016/679, article 6(1), and the Vienna Convention's functions of a mission). */
public enum LegalBasis {
    PUBLIC_TASK,
    LEGITIMATE_INTEREST,
    CONSENT,
    CONTRACT;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
