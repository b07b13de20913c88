package org.shanyraq.crm.calendar;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in a calendar that is published: without attendees. Texts are plain; what would break a calendar text is taken out of
 * them.
 *
 * @param uid the same as long as the event exists; at most 200 visible characters of ASCII
 * @param sequence 0 at first, higher with each change
 * @param description with line feeds, or null
 * @param location the place in one line, or null
 * @param url a page about the event, or null
 * @param zone of the place: times are written as they are there
 * @param stamp when the event was last changed
 */
public record CalendarEntry(
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
        Certainty certainty,
        Privacy privacy) {

    private static final Pattern UID = Pattern.compile("[!-~]{1,200}");

    /** How certain it is that the event takes place. */
    public enum Certainty {
        TENTATIVE,
        CONFIRMED,
        CANCELLED
    }

    /** What calendars are asked to show of the event to others, who see the calendar of its reader. */
    public enum Privacy {
        PUBLIC,
        PRIVATE,
        CONFIDENTIAL
    }

    /** @throws IllegalArgumentException when the uid is none, the sequence is negative or the end comes before the beginning */
    public CalendarEntry {
        check(uid, sequence, begins, ends);
    }

    static void check(String uid, int sequence, Instant begins, Instant ends) {
        if (!UID.matcher(uid).matches()) {
            throw new IllegalArgumentException("not a uid");
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("negative sequence");
        }
        if (ends.isBefore(begins)) {
            throw new IllegalArgumentException("ends before it begins");
        }
    }
}
