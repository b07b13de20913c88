package org.shanyraq.crm.interaction;

/** What one knows a stance by. */
public enum StanceSource {
    SAID_TO_US,
    PUBLIC_STATEMENT,
    VOTE,
    HEARSAY,
    OUR_READING
}
