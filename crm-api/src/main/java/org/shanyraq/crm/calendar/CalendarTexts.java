package org.shanyraq.crm.calendar;

import java.util.List;
import java.util.Optional;

/**
 * Writes and reads iCalendar texts (RFC 5545, 5546), in UTF-8 with the line ends that the standard asks for. Needs no officer, no database and
 * no network.
 */
public interface CalendarTexts {

    /** The media type of these texts without its parameters; in mail {@code charset=UTF-8} and {@code method} come behind it. */
    String MEDIA_TYPE = "text/calendar";

    /** Asks the attendee to come, or tells them of a change ({@code METHOD:REQUEST}). */
    String request(CalendarEvent event);

    /** Tells the attendee that the event will not take place, or without them ({@code METHOD:CANCEL}). */
    String cancel(CalendarEvent event);

    /** The event for the calendar of whoever fetches it ({@code METHOD:PUBLISH}); the attendee is not in it. */
    String publish(CalendarEvent event);

    /**
     * A calendar to subscribe to ({@code METHOD:PUBLISH}). The same entries in the same order are the same text.
     *
     * @param name as calendars show it
     */
    String publish(String name, List<CalendarEntry> entries);

    /**
     * Reads an answer ({@code METHOD:REPLY}), or the wish for another time or place ({@code METHOD:COUNTER}).
     *
     * @param text as it came, from whomever: of any length and with anything in it
     * @return empty for everything that is not the answer of one attendee to one event, among them answers to single dates of a series
     */
    Optional<CalendarReply> reply(byte[] text);
}
