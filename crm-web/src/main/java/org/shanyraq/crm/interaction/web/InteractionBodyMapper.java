package org.shanyraq.crm.interaction.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.interaction.StatedStance;
import org.shanyraq.crm.shared.web.BodyMapping;
import org.shanyraq.crm.topic.TopicId;

/** What valid bodies of interactions stand for. */
@Mapper(config = BodyMapping.class)
interface InteractionBodyMapper {

    InteractionDetails details(InteractionBody body);

    Participant participant(ParticipantBody body);

    StatedStance stance(StanceBody body);

    default List<OfficerId> officers(@Nullable List<OfficerId> given) {
        return Objects.requireNonNullElse(given, List.of());
    }

    default List<TopicId> topics(@Nullable List<TopicId> given) {
        return Objects.requireNonNullElse(given, List.of());
    }
}
