package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.MissionId;

/** A dialogue was entered. Heard in the transaction of the change. */
public record DialogueDrafted(DialogueId dialogue, MissionId mission) {}
