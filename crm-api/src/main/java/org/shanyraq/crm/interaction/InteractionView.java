package org.shanyraq.crm.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.topic.TopicId;

/**
 * An interaction as the officer sees it: participants who are hidden from the officer are left out, and so are their stances.
 *
 * @param title the subject, or what the summary begins with
 * @param whyNot of one that fell through
 * @param remark on why it fell through
 * @param topics names of the topics
 * @param officers those of our side and the readers, in no order
 */
public record InteractionView(
        InteractionId id,
        MissionId mission,
        long version,
        String title,
        InteractionDetails details,
        InteractionState state,
        @Nullable WhyNot whyNot,
        @Nullable String remark,
        List<SeenParticipant> participants,
        Map<TopicId, LocalizedText> topics,
        List<Colleague> officers,
        OfficerId enteredBy,
        boolean archived,
        Instant createdAt,
        Instant changedAt) {

    /** Whether it is for some officers by name. */
    public boolean limited() {
        return !details.readers().isEmpty();
    }
}
