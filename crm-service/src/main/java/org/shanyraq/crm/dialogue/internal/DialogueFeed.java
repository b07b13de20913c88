package org.shanyraq.crm.dialogue.internal;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.calendar.CalendarEntry;
import org.shanyraq.crm.calendar.CalendarEntry.Certainty;
import org.shanyraq.crm.calendar.CalendarEntry.Privacy;
import org.shanyraq.crm.calendar.FeedEntries;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.shared.LocalizedText;
import org.springframework.transaction.annotation.Transactional;

/** Shows dialogues in the calendars of officers: of each what a list of dialogues shows. */
@Transactional(readOnly = true)
class DialogueFeed implements FeedEntries {

    private final Access access;
    private final DialogueReader reader;

    DialogueFeed(Access access, DialogueReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @Override
    public List<CalendarEntry> entries(Window window) {
        if (!access.officer().may(Right.READ_DIALOGUES)) {
            return List.of();
        }
        return reader.dated(window.from(), window.until(), window.most(), access.scope()).stream()
                .map(dialogue -> entry(dialogue, window))
                .toList();
    }

    private static CalendarEntry entry(DialogueReader.Dated dated, Window window) {
        DialogueSummary dialogue = dated.dialogue();
        return new CalendarEntry(
                "dialogue-" + dialogue.id(),
                (int) Math.min(dated.version(), Integer.MAX_VALUE),
                dialogue.theme().in(window.language()),
                series(dialogue, window.language()),
                dialogue.venue(),
                URI.create(window.pages() + "/dialogues/" + dialogue.id()),
                dialogue.startsAt(),
                dialogue.endsAt(),
                dialogue.zone(),
                dated.changedAt(),
                certainty(dialogue.state()),
                privacy(dialogue.sensitivity()));
    }

    private static @Nullable String series(DialogueSummary dialogue, String language) {
        LocalizedText name = dialogue.seriesName();
        if (name == null) {
            return null;
        }
        return dialogue.number() == null ? name.in(language) : name.in(language) + " " + dialogue.number();
    }

    private static Certainty certainty(DialogueState state) {
        return switch (state) {
            case DRAFT -> Certainty.TENTATIVE;
            case INVITING, HELD -> Certainty.CONFIRMED;
            case CANCELLED -> Certainty.CANCELLED;
        };
    }

    private static Privacy privacy(Sensitivity sensitivity) {
        return switch (sensitivity) {
            case PUBLIC -> Privacy.PUBLIC;
            case INTERNAL -> Privacy.PRIVATE;
            case RESTRICTED, CONFIDENTIAL -> Privacy.CONFIDENTIAL;
        };
    }
}
