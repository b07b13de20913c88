package org.shanyraq.crm.followup;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;

/**
 * Which commitments are wanted; a null criterion does not restrict.
 *
 * @param text found in what was undertaken, in any script, with small mistakes
 * @param until due on this day or earlier; those without a day are left out then
 * @param link contact, organisation or source
 */
public record CommitmentQuery(
        @Nullable String text,
        @Nullable CommitmentDirection direction,
        @Nullable CommitmentState state,
        @Nullable OfficerId officer,
        @Nullable LocalDate until,
        @Nullable RecordRef link) {

    public static final CommitmentQuery ALL = new CommitmentQuery(null, null, null, null, null, null);

    /** The same, restricted by this text. */
    public CommitmentQuery withText(@Nullable String wanted) {
        return new CommitmentQuery(wanted, direction, state, officer, until, link);
    }

    /** The same, restricted to that state. */
    public CommitmentQuery in(@Nullable CommitmentState wanted) {
        return new CommitmentQuery(text, direction, wanted, officer, until, link);
    }

    /** The same, restricted to what has to do with that record. */
    public CommitmentQuery about(@Nullable RecordRef wanted) {
        return new CommitmentQuery(text, direction, state, officer, until, wanted);
    }
}
