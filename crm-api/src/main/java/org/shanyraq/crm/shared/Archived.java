package org.shanyraq.crm.shared;

/** Which records a list shows, by whether they were archived. */
public enum Archived {
    WITHOUT,
    ONLY,
    BOTH
}
