package org.shanyraq.crm.question;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.topic.TopicId;

/**
 * All that is entered of a question.
 *
 * @param part of the dialogue in which it is put, or null
 * @param to to whom
 * @param topics that the mission offers, at most {@value #MOST_TOPICS}
 * @param text 1 to {@value #MOST_TEXT} characters
 * @param language in which it was put and is answered, a tag; null: the first language of the dialogue
 * @param sensitivity at least; a question is never less sensitive than its dialogue
 */
public record QuestionDetails(
        @Nullable AgendaItemId part,
        Asker asker,
        Answerer to,
        List<TopicId> topics,
        String text,
        @Nullable String language,
        Sensitivity sensitivity) {

    public static final int MOST_TEXT = 1_000;
    public static final int MOST_TOPICS = 10;

    public QuestionDetails {
        topics = topics.stream().distinct().toList();
    }

    /** A question of that asker and nothing else. */
    public static QuestionDetails of(Asker asker, String text) {
        return new QuestionDetails(null, asker, Answerer.NOBODY, List.of(), text, null, Sensitivity.PUBLIC);
    }

    public QuestionDetails withText(String other) {
        return new QuestionDetails(part, asker, to, topics, other, language, sensitivity);
    }

    public QuestionDetails withAsker(Asker other) {
        return new QuestionDetails(part, other, to, topics, text, language, sensitivity);
    }
}
