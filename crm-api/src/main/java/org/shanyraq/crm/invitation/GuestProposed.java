package org.shanyraq.crm.invitation;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;

/** A contact was proposed as a guest, for the first time or anew. Heard in the transaction of the change. */
public record GuestProposed(InvitationId invitation, DialogueId dialogue, ContactId contact, MissionId mission) {}
