package org.shanyraq.crm.interaction;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.topic.TopicId;

/**
 * What can be said of an interaction.
 *
 * @param subject in a few words; null: what the summary begins with
 * @param day by the calendar of the place
 * @param time by the clock of the place; null when it is not known
 * @param participants of the other side, in order, each contact once; of an officer who may not see some of them, those are kept as they
 *     are
 * @param officers of our side, in order
 * @param summary Markdown
 * @param stances of participants on topics, one for each pair
 * @param readers the officers for whom alone it is; nobody: for all who may see something as sensitive. Whoever enters it always is one
 */
public record InteractionDetails(
        InteractionKind kind,
        @Nullable String subject,
        LocalDate day,
        @Nullable LocalTime time,
        ZoneId zone,
        @Nullable String place,
        List<Participant> participants,
        List<OfficerId> officers,
        List<TopicId> topics,
        @Nullable String summary,
        List<StatedStance> stances,
        Sensitivity sensitivity,
        List<OfficerId> readers) {

    public InteractionDetails {
        participants = List.copyOf(participants);
        officers = List.copyOf(officers);
        topics = List.copyOf(topics);
        stances = List.copyOf(stances);
        readers = List.copyOf(readers);
    }
}
