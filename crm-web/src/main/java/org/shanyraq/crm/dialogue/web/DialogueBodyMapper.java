package org.shanyraq.crm.dialogue.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.shared.web.BodyMapping;

/** What valid bodies of dialogues and series stand for. */
@Mapper(config = BodyMapping.class)
interface DialogueBodyMapper {

    @Mapping(target = "withAgenda", ignore = true) // no field, though it looks like one
    @Mapping(target = "withInCharge", ignore = true) // nor is this
    DialogueDetails details(DialogueBody body);

    @Mapping(target = "firstNumber", defaultValue = "1")
    DialogueSeriesDetails details(DialogueSeriesBody body);

    @Mapping(target = "withSpeakers", ignore = true) // no field, though it looks like one
    @Mapping(target = "attribution", defaultValue = "ON_RECORD")
    AgendaItem item(AgendaItemBody body);

    Speaker speaker(SpeakerBody body);

    default Capacity capacity(@Nullable CapacityBody given) {
        return given == null
                ? Capacity.UNLIMITED
                : new Capacity(given.total(), Objects.requireNonNullElse(given.circles(), Map.of()));
    }

    default List<OfficerId> officers(@Nullable List<OfficerId> given) {
        return Objects.requireNonNullElse(given, List.of());
    }

    default Balance balance(@Nullable BalanceBody given) {
        return given == null
                ? Balance.NONE
                : new Balance(
                        Objects.requireNonNullElse(given.shares(), Map.of()),
                        Objects.requireNonNullElse(given.levels(), Map.of()),
                        given.institutions());
    }
}
