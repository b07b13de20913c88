package org.shanyraq.crm.calendar;

import java.util.List;

/**
 * What is in the calendar of an officer.
 *
 * @param language of the officer: {@code en}, {@code fr}, {@code kk} or {@code ru}
 * @param entries the earliest first, at most 500
 */
public record CalendarFeed(String language, List<CalendarEntry> entries) {

    public CalendarFeed {
        entries = List.copyOf(entries);
    }
}
