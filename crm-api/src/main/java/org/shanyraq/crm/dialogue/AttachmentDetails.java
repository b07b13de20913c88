package org.shanyraq.crm.dialogue;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;

/**
 * What a user enters of an attached file.
 *
 * @param title what it is, for example {@code Opening remarks of the ambassador}; at most 250 characters
 * @param sensitivity its own. Who sees it must see its dialogue too, so it is never more visible than that
 */
public record AttachmentDetails(@Nullable String title, Sensitivity sensitivity) {}
