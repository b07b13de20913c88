package org.shanyraq.crm.invitation;

import java.time.Instant;
import java.time.ZoneId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A dialogue on whose guest list a contact is or was.
 *
 * @param zone of the place: times are shown in it
 */
public record ContactInvitation(
        InvitationId id,
        DialogueId dialogue,
        LocalizedText theme,
        DialogueState dialogueState,
        Instant startsAt,
        ZoneId zone,
        InvitationState state) {}
