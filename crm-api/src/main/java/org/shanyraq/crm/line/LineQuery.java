package org.shanyraq.crm.line;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.shared.Archived;

/**
 * Which lines are wanted; null restricts nothing.
 *
 * @param waiting only those of which an edition waits for approval
 */
public record LineQuery(
        @Nullable LineStanding standing, @Nullable OfficerId owner, boolean waiting, Archived archived) {

    public static final LineQuery ALL = new LineQuery(null, null, false, Archived.WITHOUT);
}
