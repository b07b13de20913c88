package org.shanyraq.crm.dialogue.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.LocalizedText;

/** Fictional plans of dialogues, made step by step. */
record Plans(DialogueDetails details) {

    static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    static final Instant START = Instant.parse("2031-03-11T17:00:00Z");

    static Plans about(String theme) {
        return new Plans(new DialogueDetails(
                LocalizedText.of("en", theme),
                null,
                List.of("en", "fr"),
                DialogueFormat.IN_PERSON,
                "House of the steppe",
                "Rue Fictive 1, Brussels",
                null,
                START,
                START.plusSeconds(7_200),
                BRUSSELS,
                new Capacity(60, Map.of(Circle.MEDIA, 10, Circle.EXPERT, 60)),
                Sensitivity.INTERNAL,
                List.of()));
    }

    static DialogueSeriesDetails series(String name, Sensitivity sensitivity, int firstNumber) {
        return new DialogueSeriesDetails(
                LocalizedText.of("en", name),
                sensitivity,
                firstNumber,
                List.of("en"),
                DialogueFormat.HYBRID,
                "House of the steppe",
                null,
                "https://stream.example/steppe",
                BRUSSELS,
                new Capacity(80, Map.of(Circle.MEDIA, 12)),
                new Balance(
                        Map.of(Circle.EU_INSTITUTIONS, 50, Circle.EXPERT, 25),
                        Map.of(Level.LEADERSHIP, 10, Level.SENIOR, 40),
                        10));
    }

    Plans of(@Nullable DialogueSeriesId series) {
        return with(series, details.sensitivity(), details.agenda());
    }

    Plans as(Sensitivity sensitivity) {
        return with(details.series(), sensitivity, details.agenda());
    }

    Plans with(AgendaItem... agenda) {
        return with(details.series(), details.sensitivity(), List.of(agenda));
    }

    Plans at(Instant start) {
        return new Plans(details.at(start, start.plusSeconds(7_200)));
    }

    Plans in(DialogueFormat format, @Nullable String venue, @Nullable String link) {
        return new Plans(new DialogueDetails(
                details.theme(),
                details.series(),
                details.languages(),
                format,
                venue,
                details.address(),
                link,
                details.startsAt(),
                details.endsAt(),
                details.zone(),
                details.capacity(),
                details.sensitivity(),
                details.agenda()));
    }

    private Plans with(@Nullable DialogueSeriesId series, Sensitivity sensitivity, List<AgendaItem> agenda) {
        return new Plans(new DialogueDetails(
                details.theme(),
                series,
                details.languages(),
                details.format(),
                details.venue(),
                details.address(),
                details.streamLink(),
                details.startsAt(),
                details.endsAt(),
                details.zone(),
                details.capacity(),
                sensitivity,
                agenda));
    }
}
