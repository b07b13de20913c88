package org.shanyraq.crm.interaction.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;

/**
 * Somebody of the other side: either a contact of the mission, or somebody else by name.
 *
 * @param contact left out for somebody who is no contact
 * @param name of somebody who is no contact, at most 250 characters
 * @param affiliation for whom somebody who is no contact speaks, at most 250 characters
 */
record ParticipantBody(
        @Nullable ContactId contact,
        @Nullable String name,
        @Nullable String affiliation) {}
