package org.shanyraq.crm.interaction;

import java.time.LocalDate;
import org.shanyraq.crm.contact.ContactId;

/**
 * Somebody with whom an officer was in touch.
 *
 * @param name as it is now
 * @param day of the last time
 * @param interaction of that day
 * @param title of that interaction
 */
public record MetLately(ContactId contact, String name, LocalDate day, InteractionId interaction, String title) {}
