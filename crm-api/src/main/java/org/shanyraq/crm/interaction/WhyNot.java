package org.shanyraq.crm.interaction;

/** Why something that was planned did not come about. */
public enum WhyNot {
    CANCELLED_BY_THEM,
    CANCELLED_BY_US,
    POSTPONED,
    NOBODY_CAME,
    OTHER
}
