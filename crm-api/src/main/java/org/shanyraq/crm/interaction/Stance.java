package org.shanyraq.crm.interaction;

/** Where somebody stands on a topic. */
public enum Stance {
    SUPPORTS,
    LEANS_FOR,
    NEUTRAL,
    LEANS_AGAINST,
    OPPOSES,
    UNKNOWN
}
