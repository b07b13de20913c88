package org.shanyraq.crm.mail;

/**
 * An event for the reader's calendar.
 *
 * @param text a whole iCalendar object (RFC 5545) that names the same method
 */
public record CalendarPart(Method method, String text) {

    /** What the calendar is to do (RFC 5546). */
    public enum Method {
        REQUEST,
        CANCEL
    }
}
