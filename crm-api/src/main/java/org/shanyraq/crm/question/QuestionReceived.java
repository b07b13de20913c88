package org.shanyraq.crm.question;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.DialogueId;

/** A guest sent a question. */
public record QuestionReceived(QuestionId question, DialogueId dialogue, MissionId mission) implements QuestionEvent {}
