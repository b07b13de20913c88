package org.shanyraq.crm.question.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.shared.web.Needed;
import org.shanyraq.crm.topic.TopicId;

/**
 * All that a client of the API writes of a question.
 *
 * @param part of the dialogue in which it is put, or null
 * @param asker who asks; null: nobody knows
 * @param to to whom; null: nobody in particular
 * @param topics at most 10
 * @param text 1 to 1,000 characters
 * @param language a tag; null: the first language of the dialogue
 * @param sensitivity at least; null: that of the dialogue
 */
record QuestionBody(
        @Nullable AgendaItemId part,

        @Valid @Nullable AskerBody asker,

        @Valid @Nullable AnswererBody to,

        @Nullable List<TopicId> topics,

        @Needed @Nullable String text,

        @Nullable String language,

        @Nullable Sensitivity sensitivity) {

    /**
     * Who asks.
     *
     * @param contact null for somebody by name
     * @param name of somebody who is no contact, at most 250 characters
     * @param affiliation of somebody by name, at most 250 characters
     */
    record AskerBody(
            @Nullable ContactId contact,
            @Nullable String name,
            @Nullable String affiliation) {}

    /**
     * To whom a question is put, or who answered it: at most one of the three.
     *
     * @param words at most 250 characters
     */
    record AnswererBody(
            @Nullable ContactId contact,
            @Nullable OfficerId officer,
            @Nullable String words) {

        static Answerer of(@Nullable AnswererBody body) {
            return body == null ? Answerer.NOBODY : new Answerer(body.contact, body.officer, body.words);
        }
    }

    /** To be asked of a body that is complete. */
    QuestionDetails details() {
        return new QuestionDetails(
                part,
                asker == null ? Asker.ANONYMOUS : new Asker(asker.contact, asker.name, asker.affiliation),
                AnswererBody.of(to),
                topics == null ? List.of() : topics,
                text == null ? "" : text,
                language,
                sensitivity == null ? Sensitivity.PUBLIC : sensitivity);
    }
}
