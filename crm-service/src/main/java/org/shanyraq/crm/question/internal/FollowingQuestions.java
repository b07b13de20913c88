package org.shanyraq.crm.question.internal;

import java.util.List;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.context.event.EventListener;

/** Has questions be as hidden as their dialogues, in the transaction in which those change. */
class FollowingQuestions {

    private final QuestionRepository questions;
    private final QuestionRows rows;
    private final QuestionTrail trail;

    FollowingQuestions(QuestionRepository questions, QuestionRows rows, QuestionTrail trail) {
        this.questions = questions;
        this.rows = rows;
        this.trail = trail;
    }

    @EventListener
    void sightChanged(RecordSightChanged changed) {
        if (!changed.ref().kind().equals("dialogue")) {
            return;
        }
        questions
                .findByDialogueIdAndMissionIdInOrderById(
                        changed.ref().id(), List.of(changed.mission().value()))
                .forEach(question -> {
                    List<TopicId> topics = rows.topics(question.id());
                    QuestionTrail.Seen before = trail.seen(question, topics);
                    question.follow(new Question.Whole(changed.sensitivity(), changed.readersOf()));
                    questions.saveAndFlush(question);
                    trail.record(question, before, topics);
                });
    }
}
