package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.MissionId;

/** A dialogue took place. Heard in the transaction of the change. */
public record DialogueHeld(DialogueId dialogue, MissionId mission) {}
