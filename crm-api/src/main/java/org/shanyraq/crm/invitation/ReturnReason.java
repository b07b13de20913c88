package org.shanyraq.crm.invitation;

import java.util.Locale;

/** Why a guest who was proposed is not to be invited. */
public enum ReturnReason {
    /** Has little to do with the theme. */
    THEME,
    /** Enough guests of that circle or institution are on the list. */
    BALANCE,
    /** Somebody of another level is to be invited in their place. */
    LEVEL,
    /** There is no room. */
    ROOM,
    /** This is not the time to invite them. */
    TIME,
    /** As the remark says, which is needed then. */
    OTHER;

    /** The lower-case word used in files, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
