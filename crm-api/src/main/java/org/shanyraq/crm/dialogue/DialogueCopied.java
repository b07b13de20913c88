package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.MissionId;

/** A draft was made like another dialogue. Heard in the transaction of the change. */
public record DialogueCopied(DialogueId dialogue, DialogueId original, MissionId mission) {}
