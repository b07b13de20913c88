package org.shanyraq.crm.exchange;

/** What to do with a row that may be a duplicate. */
public enum RowDecision {
    SKIP,
    CREATE,
    /** Take the suspected record as the one that is meant. */
    UPDATE
}
