package org.shanyraq.crm.followup;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Sensitivity;

/**
 * One row of a list of commitments.
 *
 * @param officerName of ours, who undertook or heard it; null: the mission as a whole
 * @param limited whether named readers alone see it
 * @param links contact, organisation and source, as far as the officer may see them
 * @param overdue whether its day is over and it is open
 */
public record CommitmentSummary(
        CommitmentId id,
        MissionId mission,
        CommitmentDirection direction,
        String text,
        @Nullable String officerName,
        LocalDate madeOn,
        @Nullable LocalDate dueOn,
        CommitmentState state,
        Sensitivity sensitivity,
        boolean limited,
        List<RecordSight> links,
        boolean overdue) {}
