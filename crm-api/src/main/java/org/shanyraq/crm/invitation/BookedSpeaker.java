package org.shanyraq.crm.invitation;

import java.util.List;
import org.shanyraq.crm.contact.ContactId;

/**
 * A speaker of a dialogue who is wanted elsewhere when it takes place.
 *
 * @param bookings for what, in the order of time; each of them clashes
 */
public record BookedSpeaker(ContactId contact, String name, List<Booking> bookings) {

    public BookedSpeaker {
        bookings = List.copyOf(bookings);
    }
}
