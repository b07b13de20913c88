package org.shanyraq.crm.shared.web;

import org.shanyraq.crm.access.Right;

/**
 * A link of the start page; a feature declares its own as beans.
 *
 * @param kind where on the page it stands
 * @param key key of its text
 * @param path below the base path
 * @param right who lacks it does not see the link
 * @param order lower comes first
 */
public record StartLink(Kind kind, String key, String path, Right right, int order) {

    /** The parts of the start page that features fill. */
    public enum Kind {
        /** A likely next act. */
        ACT,
        /** A place to look around. */
        BROWSE
    }
}
