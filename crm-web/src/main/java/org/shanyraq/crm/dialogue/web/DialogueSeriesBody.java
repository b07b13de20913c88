package org.shanyraq.crm.dialogue.web;

import jakarta.validation.Valid;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.Needed;

/**
 * All that a client of the API writes of a series: what {@code details} of a series shows. What is left out is empty.
 *
 * @param name at least one language; each at most 250 characters
 * @param sensitivity who may see the series; chosen once
 * @param firstNumber the number of its first dialogue, at least 1; left out: 1
 * @param languages tags of the languages that a new dialogue begins with
 * @param format where guests take part
 * @param venue name of the place, at most 250 characters
 * @param address of the place, at most 500 characters
 * @param streamLink where the dialogues are watched: an http or https address
 * @param zone of the place in the time zone database, for example {@code Europe/Brussels}
 * @param capacity left out: no limit
 * @param target whom its dialogues mean to reach; left out: nothing is aimed at
 */
record DialogueSeriesBody(
        @Nullable LocalizedText name,

        @Needed @Nullable Sensitivity sensitivity,

        @Nullable Integer firstNumber,
        @Nullable List<@Needed String> languages,

        @Needed @Nullable DialogueFormat format,

        @Nullable String venue,
        @Nullable String address,
        @Nullable String streamLink,

        @Needed @Nullable ZoneId zone,

        @Valid @Nullable CapacityBody capacity,
        @Valid @Nullable BalanceBody target) {}
