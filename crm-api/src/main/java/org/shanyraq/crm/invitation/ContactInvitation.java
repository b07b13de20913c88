package org.shanyraq.crm.invitation;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A dialogue on whose guest list a contact is or was.
 *
 * @param zone of the place: times are shown in it
 * @param principal in whose place the contact comes; null for nobody, or nobody whom the officer may see
 * @param representative who comes in the place of the contact; null likewise
 */
public record ContactInvitation(
        InvitationId id,
        DialogueId dialogue,
        LocalizedText theme,
        DialogueState dialogueState,
        Instant startsAt,
        ZoneId zone,
        InvitationState state,
        @Nullable Other principal,
        @Nullable Other representative) {

    /** Another contact. */
    public record Other(ContactId contact, String name) {}
}
