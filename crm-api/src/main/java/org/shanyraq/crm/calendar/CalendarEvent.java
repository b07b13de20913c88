package org.shanyraq.crm.calendar;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An event as one attendee is told of it. Texts are plain; what would break a calendar text is taken out of them.
 *
 * @param uid the same for all that is ever said of this event to this attendee; at most 200 visible characters of ASCII
 * @param sequence 0 at first, higher with each change of time, place or state
 * @param description with line feeds, or null
 * @param location the place in one line, or null
 * @param url a page about the event, or null
 * @param zone of the place: times are written as they are there
 * @param stamp when this was said; an answer or a change with an older stamp is out of date
 * @param organiser who invites, and whom calendars send the answer to
 * @param rsvp whether the attendee is asked to answer
 * @param participation what the attendee said so far, as their calendar is to show it
 */
public record CalendarEvent(
        String uid,
        int sequence,
        String summary,
        @Nullable String description,
        @Nullable String location,
        @Nullable URI url,
        Instant begins,
        Instant ends,
        ZoneId zone,
        Instant stamp,
        CalendarPerson organiser,
        CalendarPerson attendee,
        boolean rsvp,
        Participation participation) {

    /** What an attendee said. */
    public enum Participation {
        NEEDS_ACTION,
        ACCEPTED,
        DECLINED,
        TENTATIVE
    }

    /** @throws IllegalArgumentException when the uid is none, the sequence is negative or the end comes before the beginning */
    public CalendarEvent {
        CalendarEntry.check(uid, sequence, begins, ends);
    }
}
