package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.MissionId;

/** A dialogue will not take place. Heard in the transaction of the change. */
public record DialogueCancelled(DialogueId dialogue, MissionId mission) {}
