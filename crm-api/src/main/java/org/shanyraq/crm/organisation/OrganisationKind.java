package org.shanyraq.crm.organisation;

import java.util.Locale;

/** What sort of organisation it is. */
public enum OrganisationKind {
    INSTITUTION,
    BODY,
    DIRECTORATE_GENERAL,
    SERVICE,
    UNIT,
    COMMITTEE,
    SUBCOMMITTEE,
    DELEGATION,
    POLITICAL_GROUP,
    CABINET,
    COUNCIL_CONFIGURATION,
    PREPARATORY_BODY,
    AGENCY,
    EU_DELEGATION,
    MINISTRY,
    EMBASSY,
    REPRESENTATION,
    INTERNATIONAL_ORGANISATION,
    THINK_TANK,
    MEDIA,
    NGO,
    ASSOCIATION,
    UNIVERSITY,
    COMPANY,
    OTHER;

    /** The lower-case word used in files, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
