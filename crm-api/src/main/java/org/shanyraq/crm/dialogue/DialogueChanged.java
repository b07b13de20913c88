package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.MissionId;

/** The details of a dialogue were changed. Heard in the transaction of the change. */
public record DialogueChanged(DialogueId dialogue, MissionId mission) {}
