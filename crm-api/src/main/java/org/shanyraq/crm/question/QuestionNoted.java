package org.shanyraq.crm.question;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.DialogueId;

/** An officer noted a question. */
public record QuestionNoted(QuestionId question, DialogueId dialogue, MissionId mission) implements QuestionEvent {}
