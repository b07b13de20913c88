package org.shanyraq.crm.question;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.topic.TopicId;

/**
 * Which questions are wanted. An asker whom the officer may not see fulfils nothing.
 *
 * @param text words of which each begins a word of question or answer
 * @param topic it or one below it
 * @param contact who asked
 * @param within an organisation for which, or for one below it, the asker stood at that time
 * @param owner who has to answer what was taken away
 * @param overdue only those taken away whose day is over
 */
public record QuestionQuery(
        @Nullable String text,
        @Nullable DialogueId dialogue,
        @Nullable QuestionState state,
        @Nullable TopicId topic,
        @Nullable ContactId contact,
        @Nullable OrganisationId within,
        @Nullable QuestionOrigin origin,
        @Nullable OfficerId owner,
        boolean overdue,
        Archived archived) {

    public static final QuestionQuery ALL =
            new QuestionQuery(null, null, null, null, null, null, null, null, false, Archived.WITHOUT);

    public static QuestionQuery of(DialogueId dialogue) {
        return new QuestionQuery(null, dialogue, null, null, null, null, null, null, false, Archived.WITHOUT);
    }

    public static QuestionQuery with(ContactId contact) {
        return new QuestionQuery(null, null, null, null, contact, null, null, null, false, Archived.WITHOUT);
    }

    public QuestionQuery in(@Nullable QuestionState other) {
        return new QuestionQuery(text, dialogue, other, topic, contact, within, origin, owner, overdue, archived);
    }
}
