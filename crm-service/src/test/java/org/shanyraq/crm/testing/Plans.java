package org.shanyraq.crm.testing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
public record Plans(DialogueDetails details) {

    public static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    public static final Instant START = Instant.parse("2031-03-11T17:00:00Z");

    private static final String HOUSE = "House of the steppe";
    private static final int TWO_HOURS = 7_200;

    /** In two languages, with seats that are held for circles. */
    public static Plans about(String theme) {
        return evening(theme, START)
                .speaking("en", "fr")
                .at(HOUSE, "Rue Fictive 1, Brussels")
                .seats(new Capacity(60, Map.of(Circle.MEDIA, 10, Circle.EXPERT, 60)));
    }

    /** Two hours in the house, with sixty seats for whomever, and nothing more that is said of it. */
    public static Plans evening(String theme, Instant start) {
        return new Plans(new DialogueDetails(
                LocalizedText.of("en", theme),
                null,
                List.of("en"),
                DialogueFormat.IN_PERSON,
                HOUSE,
                null,
                null,
                start,
                start.plusSeconds(TWO_HOURS),
                BRUSSELS,
                new Capacity(60, Map.of()),
                Sensitivity.INTERNAL,
                List.of(),
                List.of()));
    }

    public static DialogueSeriesDetails series(String name, Sensitivity sensitivity, int firstNumber) {
        return new DialogueSeriesDetails(
                LocalizedText.of("en", name),
                sensitivity,
                firstNumber,
                List.of("en"),
                DialogueFormat.HYBRID,
                HOUSE,
                null,
                "https://stream.example/steppe",
                BRUSSELS,
                new Capacity(80, Map.of(Circle.MEDIA, 12)),
                new Balance(
                        Map.of(Circle.EU_INSTITUTIONS, 50, Circle.EXPERT, 25),
                        Map.of(Level.LEADERSHIP, 10, Level.SENIOR, 40),
                        10));
    }

    public Plans about(LocalizedText theme) {
        return changed(draft -> draft.theme = theme);
    }

    public Plans of(@Nullable DialogueSeriesId series) {
        return changed(draft -> draft.series = series);
    }

    public Plans speaking(String... languages) {
        return changed(draft -> draft.languages = List.of(languages));
    }

    public Plans as(Sensitivity sensitivity) {
        return changed(draft -> draft.sensitivity = sensitivity);
    }

    public Plans with(AgendaItem... agenda) {
        return new Plans(details.withAgenda(List.of(agenda)));
    }

    public Plans at(Instant start) {
        return new Plans(details.at(start, start.plusSeconds(TWO_HOURS)));
    }

    public Plans at(String venue) {
        return at(venue, details.address());
    }

    public Plans at(String venue, @Nullable String address) {
        return changed(draft -> {
            draft.venue = venue;
            draft.address = address;
        });
    }

    public Plans in(ZoneId zone) {
        return changed(draft -> draft.zone = zone);
    }

    public Plans in(DialogueFormat format, @Nullable String venue, @Nullable String link) {
        return changed(draft -> {
            draft.format = format;
            draft.venue = venue;
            draft.streamLink = link;
        });
    }

    /** In the house, and watched there. */
    public Plans watchedAt(String link) {
        return in(DialogueFormat.HYBRID, details.venue(), link);
    }

    /** So many for whomever, or as many as come. */
    public Plans seats(@Nullable Integer seats) {
        return seats(new Capacity(seats, Map.of()));
    }

    private Plans seats(Capacity capacity) {
        return changed(draft -> draft.capacity = capacity);
    }

    private Plans changed(Consumer<Draft> change) {
        Draft draft = new Draft(details);
        change.accept(draft);
        return new Plans(draft.details());
    }

    /** What steps write on. */
    private static final class Draft {

        private final DialogueDetails before;
        private LocalizedText theme;
        private @Nullable DialogueSeriesId series;
        private List<String> languages;
        private DialogueFormat format;
        private @Nullable String venue;
        private @Nullable String address;
        private @Nullable String streamLink;
        private ZoneId zone;
        private Capacity capacity;
        private Sensitivity sensitivity;

        private Draft(DialogueDetails before) {
            this.before = before;
            theme = before.theme();
            series = before.series();
            languages = before.languages();
            format = before.format();
            venue = before.venue();
            address = before.address();
            streamLink = before.streamLink();
            zone = before.zone();
            capacity = before.capacity();
            sensitivity = before.sensitivity();
        }

        private DialogueDetails details() {
            return new DialogueDetails(
                    theme,
                    series,
                    languages,
                    format,
                    venue,
                    address,
                    streamLink,
                    before.startsAt(),
                    before.endsAt(),
                    zone,
                    capacity,
                    sensitivity,
                    before.agenda(),
                    before.inCharge());
        }
    }
}
