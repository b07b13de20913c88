package org.shanyraq.crm.attendance;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A dialogue of a series that was held, in figures.
 *
 * @param number in the series, or null
 * @param zone of the place: times are shown in it
 */
public record DialogueFigures(
        DialogueId dialogue,
        LocalizedText theme,
        @Nullable Integer number,
        Instant startsAt,
        ZoneId zone,
        VisitFigures figures) {}
