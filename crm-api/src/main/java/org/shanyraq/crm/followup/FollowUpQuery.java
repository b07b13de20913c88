package org.shanyraq.crm.followup;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;

/**
 * Which follow-ups are wanted; a null or empty criterion does not restrict.
 *
 * @param text found in what is to be done, in any script, with small mistakes
 * @param from due on this day or later
 * @param until due on this day or earlier
 * @param link a record that they are linked to
 */
public record FollowUpQuery(
        @Nullable String text,
        @Nullable OfficerId owner,
        Set<FollowUpState> states,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable RecordRef link) {

    public static final FollowUpQuery ALL = new FollowUpQuery(null, null, Set.of(), null, null, null);

    /** In which something is still to be done. */
    public static final FollowUpQuery OPEN = new FollowUpQuery(null, null, FollowUpState.LIVING, null, null, null);

    public FollowUpQuery {
        states = Set.copyOf(states);
    }

    /** The same, restricted by this text. */
    public FollowUpQuery withText(@Nullable String wanted) {
        return new FollowUpQuery(wanted, owner, states, from, until, link);
    }

    /** The same, restricted to what this officer has to do. */
    public FollowUpQuery of(@Nullable OfficerId wanted) {
        return new FollowUpQuery(text, wanted, states, from, until, link);
    }

    /** The same, restricted to these states. */
    public FollowUpQuery in(Set<FollowUpState> wanted) {
        return new FollowUpQuery(text, owner, wanted, from, until, link);
    }

    /** The same, restricted to what is linked to that record. */
    public FollowUpQuery about(@Nullable RecordRef wanted) {
        return new FollowUpQuery(text, owner, states, from, until, wanted);
    }

    /** The same, due no later than that day. */
    public FollowUpQuery dueBy(@Nullable LocalDate day) {
        return new FollowUpQuery(text, owner, states, from, day, link);
    }
}
