package org.shanyraq.crm.question;

import org.shanyraq.crm.dialogue.DialogueId;

/** What the wall, the phones or the moderator of a dialogue show is something else now. */
public record HallChanged(DialogueId dialogue) {}
