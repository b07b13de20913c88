package org.shanyraq.crm.invitation;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;

/** An invitation was taken back. Heard in the transaction of the change. */
public record InvitationWithdrawn(InvitationId invitation, DialogueId dialogue, ContactId contact, MissionId mission) {}
