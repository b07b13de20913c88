package org.shanyraq.crm.organisation;

import java.util.Locale;

/** How high a post stands, coarsely: what the audience of a dialogue is told by. Declared from the highest down. */
public enum Level {
    /** Leads an institution, a body of it, or a directorate-general, or deputises. */
    LEADERSHIP,
    /** Leads a part of it, a cabinet, or the work on a dossier. */
    SENIOR,
    /** Elected or appointed member of an assembly, a committee or a group. */
    MEMBER,
    /** Does the work. */
    WORKING;

    /** The lower-case word used in files, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
