package org.shanyraq.crm.question;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.topic.TopicId;

/**
 * A question as the officer sees it.
 *
 * @param version to be given back when changing it
 * @param summary as it stands in lists
 * @param details as entered, without people whom the officer may not see
 * @param standing what the asker was when the question was asked; null when nothing is known of it
 * @param partTitle of the part of the dialogue, or null
 * @param topics those of {@code details}, by name
 * @param answer what was answered first, as far as the officer may see from which line and by whom; null as long as nothing was answered
 * @param answeredBy the name of whoever answered, or null
 * @param answeredAt when, or null
 * @param declined why it is not put, or null
 * @param remark in words why it is not put, or null
 * @param mergedInto the question that stands for it, or null
 * @param merged the questions for which it stands
 * @param loop what became of it since it was taken away, or null
 * @param readersOf the record whose named readers alone see it, or null
 */
public record QuestionView(
        QuestionId id,
        long version,
        QuestionSummary summary,
        QuestionDetails details,
        @Nullable Standing standing,
        @Nullable LocalizedText partTitle,
        Map<TopicId, LocalizedText> topics,
        @Nullable GivenAnswer answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt,
        @Nullable DeclineReason declined,
        @Nullable String remark,
        @Nullable QuestionId mergedInto,
        List<Merged> merged,
        @Nullable QuestionLoop loop,
        @Nullable UUID readersOf,
        Instant createdAt,
        Instant changedAt) {

    public QuestionState state() {
        return summary.state();
    }

    /**
     * The post that the asker held, as it was then.
     *
     * @param title may be empty
     * @param organisationName as the organisation is called now
     */
    public record Standing(
            PostId post,
            PostRole role,
            LocalizedText title,
            OrganisationId organisation,
            LocalizedText organisationName,
            Circle circle) {}

    /** Another question for which this one stands. */
    public record Merged(QuestionId id, int number, String text) {}
}
