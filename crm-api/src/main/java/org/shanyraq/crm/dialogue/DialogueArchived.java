package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.MissionId;

/** A dialogue was taken out of lists. Heard in the transaction of the change. */
public record DialogueArchived(DialogueId dialogue, MissionId mission) {}
