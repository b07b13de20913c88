package org.shanyraq.crm.question;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.DialogueId;

/** Something happened to a question of a dialogue; published in the transaction of the act. */
public sealed interface QuestionEvent
        permits QuestionReceived, QuestionNoted, QuestionChanged, QuestionMoved, QuestionSorted {

    QuestionId question();

    DialogueId dialogue();

    MissionId mission();
}
