package org.shanyraq.crm.interaction.web;

import jakarta.validation.Valid;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.shared.web.Needed;
import org.shanyraq.crm.topic.TopicId;

/**
 * All that a client of the API writes of an interaction: what {@code details} of an interaction shows. What is left out is empty.
 *
 * @param kind how one was in touch
 * @param subject in a few words, at most 250 characters; needed when there is no summary
 * @param day by the calendar of the place; of what came about, not one to come
 * @param time by the clock of the place, for example {@code 15:30}
 * @param zone of the place in the time zone database, for example {@code Europe/Brussels}
 * @param place at most 250 characters
 * @param participants of the other side in order, at most 100
 * @param officers of our side in order: officers of the mission, at most 30
 * @param topics at most 20
 * @param summary what was said, as Markdown, at most 50,000 characters
 * @param stances of participants that are contacts on the topics, one for each pair
 * @param sensitivity who may see the interaction: those with at least this clearance
 * @param readers the officers for whom alone it is, at most 50; none: for all who may see it. Whoever enters it always is one
 */
record InteractionBody(
        @Needed @Nullable InteractionKind kind,

        @Nullable String subject,

        @Needed @Nullable LocalDate day,

        @Nullable LocalTime time,

        @Needed @Nullable ZoneId zone,

        @Nullable String place,
        @Nullable List<@Needed @Valid ParticipantBody> participants,
        @Nullable List<@Needed OfficerId> officers,
        @Nullable List<@Needed TopicId> topics,
        @Nullable String summary,
        @Nullable List<@Needed @Valid StanceBody> stances,

        @Needed @Nullable Sensitivity sensitivity,

        @Nullable List<@Needed OfficerId> readers) {}
