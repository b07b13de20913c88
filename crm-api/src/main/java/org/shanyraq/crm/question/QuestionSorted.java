package org.shanyraq.crm.question;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.DialogueId;

/** The running order of a dialogue changed. */
public record QuestionSorted(QuestionId question, DialogueId dialogue, MissionId mission) implements QuestionEvent {}
