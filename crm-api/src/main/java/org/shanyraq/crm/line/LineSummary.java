package org.shanyraq.crm.line;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One row of a list.
 *
 * @param question what it answers, in the languages that there are
 * @param validUntil last day of the approved edition, or null
 * @param topics names of the topics, in order
 * @param waiting whether an edition waits for approval
 */
public record LineSummary(
        LineId id,
        MissionId mission,
        LocalizedText question,
        List<LocalizedText> topics,
        LineStanding standing,
        @Nullable LocalDate validUntil,
        boolean waiting,
        String ownerName,
        Sensitivity sensitivity,
        boolean archived,
        Instant changedAt) {}
