package org.shanyraq.crm.invitation;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.calendar.CalendarReply;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * An answer that came from a guest's calendar. What stands in it was written by whomever.
 *
 * @param theme of the dialogue
 * @param contactName of the guest whom it is about, or whose address it comes from
 * @param guestState how far the invitation is now
 * @param sender address that the mail says it comes from, or null
 * @param attendee address of whom the calendar speaks, or null
 * @param answer null when it cannot be read
 * @param delegate address of who is to come instead, or null
 * @param comment of the guest, or null
 * @param proposedStart when the guest would have the dialogue begin, or null; nothing but an officer moves it
 * @param proposedEnd when it would end then, or null
 * @param zone of the place of the dialogue
 * @param answeredAt when it was answered, by the guest's clock; null when it does not tell
 * @param arrivedAt when it came
 * @param doubt why it was not taken by itself; null when it was
 * @param decidedBy name of the officer who decided; null when nobody has, or it was taken by itself
 * @param remark what the officer said with it, or null
 * @param effective who may see it: those who may see both dialogue and contact
 */
public record CalendarAnswerView(
        CalendarAnswerId id,
        long version,
        InvitationId invitation,
        DialogueId dialogue,
        LocalizedText theme,
        ContactId contact,
        String contactName,
        InvitationState guestState,
        @Nullable String sender,
        @Nullable String attendee,
        CalendarReply.@Nullable Answer answer,
        @Nullable String delegate,
        @Nullable String comment,
        @Nullable Instant proposedStart,
        @Nullable Instant proposedEnd,
        ZoneId zone,
        @Nullable Instant answeredAt,
        Instant arrivedAt,
        CalendarAnswerState state,
        @Nullable CalendarAnswerDoubt doubt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String remark,
        Sensitivity effective) {

    /** Whether an officer can take it as the guest's answer: it waits, and says whether the guest comes. */
    public boolean takeable() {
        return state == CalendarAnswerState.OPEN
                && (answer == CalendarReply.Answer.ACCEPTED
                        || answer == CalendarReply.Answer.DECLINED
                        || answer == CalendarReply.Answer.TENTATIVE);
    }
}
