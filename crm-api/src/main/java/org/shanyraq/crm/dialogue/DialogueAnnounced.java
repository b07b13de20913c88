package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.access.MissionId;

/** Guests may be invited to a dialogue from now on. Heard in the transaction of the change. */
public record DialogueAnnounced(DialogueId dialogue, MissionId mission) {}
