package org.shanyraq.crm.question.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.topic.TopicId;

/** A question as the audit trail keeps it: without its people, each of whom has entries that are as hidden as the person. */
record Noted(
        QuestionState state,
        int number,
        String text,
        String language,
        List<TopicId> topics,
        @Nullable OfficerId to,
        @Nullable String answer,
        @Nullable OfficerId answeredBy,
        @Nullable UUID line,
        @Nullable DeclineReason reason,
        @Nullable String remark,
        @Nullable UUID mergedInto,
        boolean hidden,
        @Nullable OfficerId owner,
        @Nullable LocalDate dueOn,
        @Nullable String draft,
        @Nullable String returned,
        @Nullable OfficerId clearedBy,
        Sensitivity sensitivity,
        boolean limited) {

    static Noted of(Question question, List<TopicId> topics) {
        return new Noted(
                question.state(),
                question.number(),
                question.text(),
                question.language(),
                topics,
                question.to().officer(),
                question.answer(),
                question.by().officer(),
                question.line() == null ? null : question.line().value(),
                question.declined(),
                question.remark(),
                question.mergedInto() == null ? null : question.mergedInto().value(),
                question.hidden(),
                question.owner(),
                question.dueOn(),
                question.draft(),
                question.returned(),
                question.clearedBy(),
                question.sensitivity(),
                question.readersOf() != null);
    }

    /** Somebody who asked, was asked or answered. */
    record Person(
            @Nullable ContactId contact,
            @Nullable String name,
            @Nullable String affiliation,
            @Nullable OrganisationId organisation,
            @Nullable PostRole role) {

        /** Nobody: no entry tells of it. */
        static final Person NOBODY = new Person(null, null, null, null, null);

        static Person asker(Question question) {
            Frozen frozen = question.standing();
            return new Person(
                    question.asker().contact(),
                    question.asker().name(),
                    question.asker().affiliation(),
                    frozen == null ? null : frozen.organisation(),
                    frozen == null ? null : frozen.role());
        }

        static Person of(Answerer answerer) {
            return new Person(answerer.contact(), answerer.words(), null, null, null);
        }
    }
}
