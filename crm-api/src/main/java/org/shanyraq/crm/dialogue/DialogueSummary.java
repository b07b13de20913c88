package org.shanyraq.crm.dialogue;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One row of a list.
 *
 * @param mission whose record it is
 * @param number in its series, or null
 * @param seriesName name of {@code series}, or null
 * @param zone of the place: times are shown in it
 */
public record DialogueSummary(
        DialogueId id,
        MissionId mission,
        LocalizedText theme,
        @Nullable DialogueSeriesId series,
        @Nullable LocalizedText seriesName,
        @Nullable Integer number,
        DialogueState state,
        DialogueFormat format,
        @Nullable String venue,
        Instant startsAt,
        Instant endsAt,
        ZoneId zone,
        Sensitivity sensitivity,
        boolean archived) {}
