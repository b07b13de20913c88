package org.shanyraq.crm.question;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;

/**
 * Who asks: a contact of the mission, somebody by name, or nobody who is known.
 *
 * @param contact one that the officer may see, or null
 * @param name of somebody who is no contact, at most 250 characters; null for a contact and for nobody
 * @param affiliation of somebody by name, at most 250 characters, or null
 */
public record Asker(
        @Nullable ContactId contact,
        @Nullable String name,
        @Nullable String affiliation) {

    /** Nobody knows who asks. */
    public static final Asker ANONYMOUS = new Asker(null, null, null);

    public static Asker of(ContactId contact) {
        return new Asker(contact, null, null);
    }

    public static Asker named(String name) {
        return new Asker(null, name, null);
    }

    public boolean isAnonymous() {
        return contact == null && name == null;
    }
}
