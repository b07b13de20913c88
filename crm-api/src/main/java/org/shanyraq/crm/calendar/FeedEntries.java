package org.shanyraq.crm.calendar;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** SPI: what a feature has to show in the calendars of officers. */
public interface FeedEntries {

    /** What the acting officer may see of it, and nothing beyond, the earliest first; nothing when they lack the right. */
    List<CalendarEntry> entries(Window window);

    /**
     * @param from begins then or later
     * @param until begins before
     * @param most how many entries at most
     * @param language of the officer: {@code en}, {@code fr}, {@code kk} or {@code ru}
     * @param pages where the pages of the CRM are, without a slash at the end
     */
    record Window(Instant from, Instant until, int most, String language, URI pages) {}
}
