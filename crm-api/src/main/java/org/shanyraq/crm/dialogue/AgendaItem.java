package org.shanyraq.crm.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * What happens in a dialogue, one after the other.
 *
 * @param id which part it is; null, or one that the dialogue does not have, makes a new part. Speakers whom the officer may not
 *     see stay with the part of the same id; a part that is left out goes with all its speakers
 * @param title what it is called, each language at most 250 characters; empty: its kind names it
 * @param minutes how long it takes, 1 to 1,440; null when that is open
 * @param speakers in order, at most 30; those whom the officer may see
 * @param attribution what of it may be told to others than officers, and of whom
 */
public record AgendaItem(
        @Nullable AgendaItemId id,
        AgendaItemKind kind,
        LocalizedText title,
        @Nullable Integer minutes,
        List<Speaker> speakers,
        Attribution attribution) {

    /** A part that is on record. */
    public AgendaItem(
            @Nullable AgendaItemId id,
            AgendaItemKind kind,
            LocalizedText title,
            @Nullable Integer minutes,
            List<Speaker> speakers) {
        this(id, kind, title, minutes, speakers, Attribution.ON_RECORD);
    }

    public AgendaItem {
        speakers = List.copyOf(speakers);
    }

    /** A new part of the agenda. */
    public static AgendaItem of(AgendaItemKind kind, @Nullable Integer minutes, Speaker... speakers) {
        return new AgendaItem(null, kind, LocalizedText.EMPTY, minutes, List.of(speakers));
    }

    public AgendaItem withSpeakers(List<Speaker> others) {
        return new AgendaItem(id, kind, title, minutes, others, attribution);
    }
}
