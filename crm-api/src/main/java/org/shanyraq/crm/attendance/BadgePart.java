package org.shanyraq.crm.attendance;

/** What a badge shows beside the name, which always stands on it. */
public enum BadgePart {
    /** The name in the person's own script, when it differs. */
    NATIVE_NAME,
    POST,
    ORGANISATION,
    /** A bar in its colour, and its name. */
    CIRCLE,
    /** The theme of the dialogue. */
    THEME,
    /** The door code, for those who are on the list. */
    CODE
}
