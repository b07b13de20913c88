package org.shanyraq.crm.followup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A follow-up as the acting officer sees it.
 *
 * @param details with links to those records alone that the officer may see
 * @param sensitivity how sensitive it is, with all that it is linked to
 * @param readersOf the record whose named readers alone see it, or null
 * @param links the records of {@code details}, in the same order
 * @param enteredBy who made it
 * @param steps its states, the first one first
 * @param overdue whether its day is over and it is not
 * @param dayOff what the day is called on which it is due when that is a holiday, empty on a Saturday or Sunday; null on a working day
 * @param escalatedAt when managers were told that it is overdue, or null
 * @param mayChange whether the officer may change and move it
 * @param settled commitments that it is linked to and that are open, when nothing else is to be done for them: are they kept?
 */
public record FollowUpView(
        FollowUpId id,
        MissionId mission,
        long version,
        FollowUpDetails details,
        Sensitivity sensitivity,
        @Nullable UUID readersOf,
        FollowUpState state,
        String ownerName,
        OfficerId enteredBy,
        String enteredByName,
        List<RecordSight> links,
        List<StateStep<FollowUpState>> steps,
        boolean overdue,
        @Nullable LocalizedText dayOff,
        @Nullable Instant escalatedAt,
        boolean mayChange,
        List<RecordSight> settled,
        Instant createdAt,
        Instant changedAt) {}
