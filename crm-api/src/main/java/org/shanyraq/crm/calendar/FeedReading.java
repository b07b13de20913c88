package org.shanyraq.crm.calendar;

import java.net.URI;
import java.util.Optional;

/**
 * Reads calendars by their secret addresses: for the edge of the house, where nobody is signed in.
 *
 * <p>What is in a calendar is what its officer may see by the roles, missions and clearance that the identity provider said last, which are
 * all that the system knows. So the address of an officer who has not signed in for a while gives nothing until they do.
 */
public interface FeedReading {

    /**
     * What is in the calendar from sixty days ago to four hundred days ahead, and notes that it was fetched.
     *
     * @param secret as {@link CalendarFeeds#renew} gave it, or anything
     * @param pages where the pages of the CRM are, without a slash at the end
     * @return empty when there is no such address, it was withdrawn or it rests, without telling which
     */
    Optional<CalendarFeed> read(String secret, URI pages);
}
