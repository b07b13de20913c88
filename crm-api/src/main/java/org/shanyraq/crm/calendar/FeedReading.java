package org.shanyraq.crm.calendar;

import java.net.URI;
import java.util.Optional;

/**
 * Reads calendars by their secret addresses: for the edge of the house, where nobody is signed in.
 *
 * <p>What is in a calendar is what its officer may see by the roles, missions and clearance of their last sign-in, which are all that the
 * system knows; an officer who has not signed in for a while has no calendar until they do.
 */
public interface FeedReading {

    /**
     * The calendar as a text, see {@link CalendarTexts#publish(String, java.util.List)}.
     *
     * @param secret as {@link CalendarFeeds#renew} gave it, or anything
     * @param pages where the pages of the CRM are, without a slash at the end
     * @return empty when there is no such address, it was withdrawn or it rests, without telling which
     */
    Optional<String> read(String secret, URI pages);
}
