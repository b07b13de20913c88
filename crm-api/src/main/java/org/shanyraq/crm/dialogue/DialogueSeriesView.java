package org.shanyraq.crm.dialogue;

import java.time.Instant;
import org.shanyraq.crm.access.MissionId;

/**
 * One series.
 *
 * @param version to be given back when changing it
 * @param nextNumber the number that its next dialogue gets
 * @param archived out of pickers, not out of history
 */
public record DialogueSeriesView(
        DialogueSeriesId id,
        MissionId mission,
        long version,
        DialogueSeriesDetails details,
        int nextNumber,
        boolean archived,
        Instant createdAt,
        Instant changedAt) {}
