package org.shanyraq.crm.question;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A question in a list.
 *
 * @param theme of the dialogue
 * @param attribution what of it may be told to others than officers, and of whom: that of its part of the dialogue. Where it has none, the
 *     strictest of the parts that are for questions; where those or its own are gone, the strictest of all. On record without an agenda
 * @param number within the dialogue, from 1; never given twice
 * @param position in the running order of the dialogue
 * @param asker the name; null when nobody knows it, and when the officer may not see the contact
 * @param askerContact null when the asker is no contact, and when the officer may not see it
 * @param askerHidden whether there is a contact whom the officer may not see
 * @param organisation for which the asker stood at that time, or null
 * @param affiliation of an asker by name, or null
 * @param to the name of whom it is put to, or null
 * @param answer what was answered, or null
 * @param hidden whether it is kept from being shown to guests
 * @param mergedInto the number of the question that stands for it, or null
 * @param owner the name of whoever has to answer what was taken away, or null
 * @param dueOn until when, or null
 * @param overdue whether that day is over and the answer is not there
 */
public record QuestionSummary(
        QuestionId id,
        MissionId mission,
        long version,
        DialogueId dialogue,
        LocalizedText theme,
        @Nullable AgendaItemId part,
        Attribution attribution,
        int number,
        int position,
        QuestionState state,
        QuestionOrigin origin,
        @Nullable String asker,
        @Nullable ContactId askerContact,
        boolean askerHidden,
        @Nullable LocalizedText organisation,
        @Nullable String affiliation,
        @Nullable String to,
        List<LocalizedText> topics,
        String text,
        String language,
        @Nullable String answer,
        boolean hidden,
        int votes,
        @Nullable Integer mergedInto,
        @Nullable String owner,
        @Nullable LocalDate dueOn,
        boolean overdue,
        Instant receivedAt,
        Sensitivity sensitivity,
        boolean limited,
        boolean archived) {

    /** What can be done with it. */
    public Set<QuestionAct> acts() {
        return QuestionAct.of(state);
    }

    /** The asker as others than officers may read it, on a wall or in a report; null where nobody may be named. */
    public @Nullable String askerForOthers() {
        return attribution.names() ? asker : null;
    }

    /** Whether nobody knows who asked. */
    public boolean anonymous() {
        return asker == null && !askerHidden;
    }

    /** The same with the names of its topics. */
    public QuestionSummary withTopics(List<LocalizedText> names) {
        return new QuestionSummary(
                id,
                mission,
                version,
                dialogue,
                theme,
                part,
                attribution,
                number,
                position,
                state,
                origin,
                asker,
                askerContact,
                askerHidden,
                organisation,
                affiliation,
                to,
                names,
                text,
                language,
                answer,
                hidden,
                votes,
                mergedInto,
                owner,
                dueOn,
                overdue,
                receivedAt,
                sensitivity,
                limited,
                archived);
    }
}
