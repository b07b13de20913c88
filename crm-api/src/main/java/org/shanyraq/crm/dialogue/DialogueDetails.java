package org.shanyraq.crm.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * All that a user enters of a dialogue.
 *
 * @param theme at least one language; each at most 250 characters
 * @param series the series that it belongs to, or null. Its dialogues are at least as sensitive as the series, so that whoever
 *     sees one may know of the other; it stays as it is once the dialogue is no draft any more
 * @param languages tags of the languages that are spoken, the main one first
 * @param venue name of the place, at most 250 characters
 * @param address of the place, at most 500 characters
 * @param streamLink where the dialogue is watched: an http or https address
 * @param startsAt to the second
 * @param endsAt after {@code startsAt}, at most {@link #LONGEST} later
 * @param zone of the place: times are shown in it
 * @param sensitivity who may see the dialogue: those with at least this clearance
 * @param agenda in order, at most 50 parts
 * @param inCharge officers of the mission, at most 10, each once, who are cleared for the dialogue; the first one leads.
 *     Whoever leaves the mission later stays until somebody else is named
 */
public record DialogueDetails(
        LocalizedText theme,
        @Nullable DialogueSeriesId series,
        List<String> languages,
        DialogueFormat format,
        @Nullable String venue,
        @Nullable String address,
        @Nullable String streamLink,
        Instant startsAt,
        Instant endsAt,
        ZoneId zone,
        Capacity capacity,
        Sensitivity sensitivity,
        List<AgendaItem> agenda,
        List<OfficerId> inCharge) {

    /** A dialogue takes no longer. */
    public static final Duration LONGEST = Duration.ofDays(14);

    /** So many officers can be in charge of it together. */
    public static final int MOST_IN_CHARGE = 10;

    public DialogueDetails {
        languages = List.copyOf(languages);
        agenda = List.copyOf(agenda);
        inCharge = List.copyOf(inCharge);
    }

    /** The same with another agenda. */
    public DialogueDetails withAgenda(List<AgendaItem> other) {
        return new DialogueDetails(
                theme,
                series,
                languages,
                format,
                venue,
                address,
                streamLink,
                startsAt,
                endsAt,
                zone,
                capacity,
                sensitivity,
                other,
                inCharge);
    }

    /** The same with others in charge. */
    public DialogueDetails withInCharge(List<OfficerId> others) {
        return new DialogueDetails(
                theme,
                series,
                languages,
                format,
                venue,
                address,
                streamLink,
                startsAt,
                endsAt,
                zone,
                capacity,
                sensitivity,
                agenda,
                others);
    }

    /** The same at another time. */
    public DialogueDetails at(Instant start, Instant end) {
        return new DialogueDetails(
                theme,
                series,
                languages,
                format,
                venue,
                address,
                streamLink,
                start,
                end,
                zone,
                capacity,
                sensitivity,
                agenda,
                inCharge);
    }
}
