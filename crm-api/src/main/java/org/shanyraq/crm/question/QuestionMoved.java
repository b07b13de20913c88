package org.shanyraq.crm.question;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.DialogueId;

/**
 * A question went from one state to another.
 *
 * @param act what was done
 */
public record QuestionMoved(
        QuestionId question,
        DialogueId dialogue,
        MissionId mission,
        QuestionAct act,
        QuestionState from,
        QuestionState to)
        implements QuestionEvent {}
