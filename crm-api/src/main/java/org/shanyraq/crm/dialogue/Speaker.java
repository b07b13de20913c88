package org.shanyraq.crm.dialogue;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;

/**
 * Somebody who speaks in a part of the agenda: either a contact of the mission, or an outside person by name.
 *
 * @param contact one that whoever enters it may see, of the mission of the dialogue; null for an outside person
 * @param name of an outside person, at most 250 characters; null for a contact, whose name is its own
 * @param affiliation how the programme presents the speaker, for example {@code Member of the European Parliament}; at most 250
 *     characters
 */
public record Speaker(
        @Nullable ContactId contact,
        @Nullable String name,
        @Nullable String affiliation,
        SpeakerRole role) {

    public static Speaker of(ContactId contact, SpeakerRole role) {
        return new Speaker(contact, null, null, role);
    }

    public static Speaker named(String name, SpeakerRole role) {
        return new Speaker(null, name, null, role);
    }
}
