package org.shanyraq.crm.organisation;

import java.util.Locale;

/** The part that a post plays in its organisation, as far as there is a common one. Declared from first to last in rank. */
public enum PostRole {
    HEAD,
    PRESIDENT,
    CHAIR,
    VICE_PRESIDENT,
    VICE_CHAIR,
    SECRETARY_GENERAL,
    DIRECTOR_GENERAL,
    DEPUTY_HEAD,
    DIRECTOR,
    HEAD_OF_CABINET,
    HEAD_OF_UNIT,
    COORDINATOR,
    RAPPORTEUR,
    SHADOW_RAPPORTEUR,
    MEMBER,
    SUBSTITUTE,
    ADVISER,
    SPOKESPERSON,
    CORRESPONDENT,
    OFFICER,
    ASSISTANT,
    OTHER;

    /** The lower-case word used in files, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
