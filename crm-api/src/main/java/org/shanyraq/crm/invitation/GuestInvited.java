package org.shanyraq.crm.invitation;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;

/** A mail with the invitation was put into the queue. Heard in the transaction of the change. */
public record GuestInvited(InvitationId invitation, DialogueId dialogue, ContactId contact, MissionId mission) {}
