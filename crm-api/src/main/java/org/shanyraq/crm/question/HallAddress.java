package org.shanyraq.crm.question;

/** The two addresses of a hall, each with a secret of its own. */
public enum HallAddress {
    /** The page on which guests ask and vote. */
    GUESTS,
    /** The wall, for a beamer. */
    WALL
}
