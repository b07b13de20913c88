package org.shanyraq.crm.invitation;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;

/** A guest answered, or somebody did for the guest. Heard in the transaction of the change. */
public record GuestAnswered(InvitationId invitation, DialogueId dialogue, ContactId contact, MissionId mission) {}
