package org.shanyraq.crm.line;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.topic.TopicId;

/**
 * Which lines are wanted; null restricts nothing.
 *
 * @param topic it or one below it
 * @param waiting only those of which an edition waits for approval
 * @param contradicting only those in use that contradict another one in use, as far as the officer may see both
 */
public record LineQuery(
        @Nullable LineStanding standing,
        @Nullable OfficerId owner,
        @Nullable TopicId topic,
        boolean waiting,
        boolean contradicting,
        Archived archived) {

    public static final LineQuery ALL = new LineQuery(null, null, null, false, false, Archived.WITHOUT);

    /** Those of a list that contradict one another. */
    public static final LineQuery CONTRADICTING = new LineQuery(null, null, null, false, true, Archived.WITHOUT);
}
