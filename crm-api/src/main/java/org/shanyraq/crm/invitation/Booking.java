package org.shanyraq.crm.invitation;

import java.time.Instant;
import java.time.ZoneId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * What a contact is wanted for elsewhere, about the time of a dialogue.
 *
 * @param dialogue another dialogue, not cancelled, that begins at most {@link Invitations#RIVAL_DAYS} before or after
 * @param speaks whether the contact speaks there, rather than being on the guest list
 * @param clashes whether the two dialogues take place at the same time, at least in part
 */
public record Booking(
        ContactId contact,
        DialogueId dialogue,
        LocalizedText theme,
        Instant startsAt,
        ZoneId zone,
        boolean speaks,
        boolean clashes) {}
