package org.shanyraq.crm.dialogue.web;

import jakarta.validation.Valid;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.Needed;

/**
 * All that a client of the API writes of a dialogue: what {@code details} of a dialogue shows. What is left out is empty.
 *
 * @param theme at least one language; each at most 250 characters
 * @param series the series that it belongs to; stays as it is once the dialogue is no draft any more
 * @param languages tags of the languages that are spoken, the main one first
 * @param format where guests take part
 * @param venue name of the place, at most 250 characters
 * @param address of the place, at most 500 characters
 * @param streamLink where the dialogue is watched: an http or https address
 * @param startsAt an instant in UTC
 * @param endsAt after {@code startsAt}, at most 14 days later
 * @param zone of the place in the time zone database, for example {@code Europe/Brussels}
 * @param capacity left out: no limit
 * @param sensitivity who may see the dialogue: those with at least this clearance; at least that of its series
 * @param agenda in order, at most 50 parts
 * @param inCharge officers of the mission, at most 10, who are cleared for the dialogue; the first one leads
 */
record DialogueBody(
        @Nullable LocalizedText theme,
        @Nullable DialogueSeriesId series,
        @Nullable List<@Needed String> languages,

        @Needed @Nullable DialogueFormat format,

        @Nullable String venue,
        @Nullable String address,
        @Nullable String streamLink,

        @Needed @Nullable Instant startsAt,

        @Needed @Nullable Instant endsAt,

        @Needed @Nullable ZoneId zone,

        @Valid @Nullable CapacityBody capacity,

        @Needed @Nullable Sensitivity sensitivity,

        @Nullable List<@Needed @Valid AgendaItemBody> agenda,
        @Nullable List<@Needed OfficerId> inCharge) {}
