package org.shanyraq.crm.interaction;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A row of a list of interactions.
 *
 * @param participants the names of those whom the officer may see, in order
 * @param topics names of the topics
 * @param limited whether it is for some officers by name
 */
public record InteractionSummary(
        InteractionId id,
        MissionId mission,
        InteractionKind kind,
        InteractionState state,
        String title,
        LocalDate day,
        @Nullable LocalTime time,
        @Nullable String place,
        List<String> participants,
        List<LocalizedText> topics,
        Sensitivity sensitivity,
        boolean limited,
        boolean archived) {}
