package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.MissionId;

/** An archived dialogue was brought back. Heard in the transaction of the change. */
public record DialogueRestored(DialogueId dialogue, MissionId mission) {}
