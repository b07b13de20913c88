package org.shanyraq.crm.invitation;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;

/** A guest was not approved. Heard in the transaction of the change. */
public record GuestReturned(InvitationId invitation, DialogueId dialogue, ContactId contact, MissionId mission) {}
