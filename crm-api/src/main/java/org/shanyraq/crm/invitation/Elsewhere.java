package org.shanyraq.crm.invitation;

/** How much what else somebody is wanted for is in the way of a dialogue. Whoever is wanted for several things counts for the worst. */
public enum Elsewhere {
    /** For another dialogue at the same time, at least in part. */
    THEN,
    /** For none at that time, but for one that competes with it: see {@link Invitations#RIVAL_DAYS}. */
    THAT_WEEK
}
