package org.shanyraq.crm.followup;

/** How much it matters that a follow-up is done in time. */
public enum FollowUpPriority {
    LOW,
    NORMAL,
    HIGH
}
