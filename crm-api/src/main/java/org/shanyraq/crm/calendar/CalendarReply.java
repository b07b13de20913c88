package org.shanyraq.crm.calendar;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the calendar of an attendee answers. Nothing of it is proven: anybody can write one, so whoever acts on it checks that the message came
 * from whom it speaks of, or that its uid is a secret.
 *
 * @param uid of the event that was sent
 * @param sequence of the event that is answered; 0 when the calendar does not say
 * @param attendee address in lower case
 * @param delegate address in lower case of who comes instead, or null
 * @param comment at most 2,000 characters, or null
 * @param stamp when it was answered, by the clock of the attendee
 * @param proposed when the attendee would have the event ({@link Answer#COUNTERED}); null when that is not said, or in a zone that nobody knows
 */
public record CalendarReply(
        String uid,
        int sequence,
        String attendee,
        Answer answer,
        @Nullable String delegate,
        @Nullable String comment,
        Instant stamp,
        @Nullable Proposal proposed) {

    /** One that proposes no other time. */
    public CalendarReply(
            String uid,
            int sequence,
            String attendee,
            Answer answer,
            @Nullable String delegate,
            @Nullable String comment,
            Instant stamp) {
        this(uid, sequence, attendee, answer, delegate, comment, stamp, null);
    }

    /**
     * Another time for the event.
     *
     * @param endsAt null when it is not said
     */
    public record Proposal(Instant startsAt, @Nullable Instant endsAt) {}

    /** What an attendee can answer. */
    public enum Answer {
        ACCEPTED,
        DECLINED,
        TENTATIVE,
        /** Somebody else comes instead. */
        DELEGATED,
        /** Wants the event to be otherwise ({@code METHOD:COUNTER}); of that the time alone is read. */
        COUNTERED;

        /** The lower-case word used in the API and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
