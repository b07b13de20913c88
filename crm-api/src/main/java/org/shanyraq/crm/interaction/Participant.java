package org.shanyraq.crm.interaction;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;

/**
 * Somebody of the other side: a contact, or somebody who is none.
 *
 * @param contact null for somebody who is no contact
 * @param name of somebody who is no contact, else null
 * @param affiliation for whom somebody who is no contact speaks
 */
public record Participant(
        @Nullable ContactId contact,
        @Nullable String name,
        @Nullable String affiliation) {

    public static Participant of(ContactId contact) {
        return new Participant(contact, null, null);
    }
}
