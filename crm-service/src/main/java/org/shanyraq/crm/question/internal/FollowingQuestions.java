package org.shanyraq.crm.question.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.dialogue.DialogueId;
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
        List<Question> all = questions.findByDialogueIdAndMissionIdInOrderById(
                changed.ref().id(), List.of(changed.mission().value()));
        if (all.isEmpty()) {
            return;
        }
        Map<UUID, List<TopicId>> topics =
                rows.topics(new DialogueId(changed.ref().id()));
        Question.Whole whole = new Question.Whole(changed.sensitivity(), changed.readersOf());
        Map<Question, QuestionTrail.Seen> followed = new LinkedHashMap<>();
        for (Question question : all) {
            QuestionTrail.Seen before = trail.seen(question, topics.getOrDefault(question.getId(), List.of()));
            if (question.follow(whole)) {
                followed.put(question, before);
            }
        }
        questions.saveAllAndFlush(followed.keySet());
        followed.forEach(
                (question, before) -> trail.record(question, before, topics.getOrDefault(question.getId(), List.of())));
    }
}
