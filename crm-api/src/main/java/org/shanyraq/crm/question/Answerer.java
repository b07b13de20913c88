package org.shanyraq.crm.question;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.contact.ContactId;

/**
 * To whom a question is put, or who answered it: a contact, an officer, somebody in words, or nobody in particular. At most one of the three
 * is there.
 *
 * @param words at most 250 characters
 */
public record Answerer(
        @Nullable ContactId contact,
        @Nullable OfficerId officer,
        @Nullable String words) {

    public static final Answerer NOBODY = new Answerer(null, null, null);

    public static Answerer of(ContactId contact) {
        return new Answerer(contact, null, null);
    }

    public static Answerer of(OfficerId officer) {
        return new Answerer(null, officer, null);
    }

    public static Answerer named(String words) {
        return new Answerer(null, null, words);
    }

    public boolean isNobody() {
        return contact == null && officer == null && words == null;
    }
}
