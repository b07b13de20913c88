package org.shanyraq.crm.dialogue.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Somebody who speaks: either a contact of the mission, or an outside person by name.
 *
 * @param contact one of the mission of the dialogue; left out for an outside person
 * @param name of an outside person, at most 250 characters; left out for a contact
 * @param affiliation how the programme presents the speaker, at most 250 characters
 * @param role as what
 */
record SpeakerBody(
        @Nullable ContactId contact,
        @Nullable String name,
        @Nullable String affiliation,

        @Needed @Nullable SpeakerRole role) {}
