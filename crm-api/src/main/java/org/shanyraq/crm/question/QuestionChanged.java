package org.shanyraq.crm.question;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.DialogueId;

/** Something of a question other than its state changed: its text, its answer, whether it is hidden, its sensitivity. */
public record QuestionChanged(QuestionId question, DialogueId dialogue, MissionId mission) implements QuestionEvent {}
