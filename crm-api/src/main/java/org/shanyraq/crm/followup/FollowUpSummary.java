package org.shanyraq.crm.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Sensitivity;

/**
 * One row of a list of follow-ups.
 *
 * @param limited whether named readers alone see it
 * @param links those of its records that the officer may see
 * @param overdue whether its day is over and it is not
 * @param escalatedAt when managers were told that it is overdue, or null
 * @param mayChange whether the officer may change and move it
 */
public record FollowUpSummary(
        FollowUpId id,
        MissionId mission,
        long version,
        String text,
        OfficerId owner,
        String ownerName,
        LocalDate dueOn,
        FollowUpPriority priority,
        FollowUpState state,
        Sensitivity sensitivity,
        boolean limited,
        List<RecordSight> links,
        boolean overdue,
        @Nullable Instant escalatedAt,
        boolean mayChange) {}
