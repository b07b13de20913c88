package org.shanyraq.crm.invitation;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;

/** Which answers from calendars are wanted; null leaves a criterion out. */
public record CalendarAnswerQuery(
        @Nullable CalendarAnswerState state, @Nullable DialogueId dialogue) {

    public static final CalendarAnswerQuery ALL = new CalendarAnswerQuery(null, null);

    /** Those in that state, of all dialogues. */
    public static CalendarAnswerQuery in(CalendarAnswerState state) {
        return new CalendarAnswerQuery(state, null);
    }
}
