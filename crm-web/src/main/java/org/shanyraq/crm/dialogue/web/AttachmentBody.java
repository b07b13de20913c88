package org.shanyraq.crm.dialogue.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.web.Needed;

/**
 * What a client of the API changes of an attached file: what {@code details} of it shows.
 *
 * @param title what it is; at most 250 characters
 * @param sensitivity its own; it is never more visible than its dialogue
 * @param forGuests whether whoever is invited may have it from the page of the invitation, which needs the right to edit dialogues; only of a file
 *     that is public by itself; not, when left out
 */
record AttachmentBody(
        @Nullable String title,
        @Needed @Nullable Sensitivity sensitivity,
        @Nullable Boolean forGuests) {}
