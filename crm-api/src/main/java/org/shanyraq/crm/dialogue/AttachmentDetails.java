package org.shanyraq.crm.dialogue;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;

/**
 * What a user enters of an attached file.
 *
 * @param title what it is, for example {@code Opening remarks of the ambassador}; at most 250 characters
 * @param sensitivity its own. Who sees it must see its dialogue too, so it is never more visible than that
 * @param forGuests whether whoever is invited may have it from the page of the invitation; only of a file that is public by itself
 */
public record AttachmentDetails(@Nullable String title, Sensitivity sensitivity, boolean forGuests) {

    /** Of a file that guests do not get. */
    public AttachmentDetails(@Nullable String title, Sensitivity sensitivity) {
        this(title, sensitivity, false);
    }
}
