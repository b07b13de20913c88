package org.shanyraq.crm.dialogue.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.Attribution;
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

    /** The same of a dialogue that is there already: what may be told of a part stays as it is where the body does not say. */
    default DialogueDetails changed(DialogueBody body, Supplier<DialogueDetails> before) {
        DialogueDetails wanted = details(body);
        List<AgendaItemBody> said = body.agenda();
        if (said == null || said.stream().allMatch(part -> part.id() == null || part.attribution() != null)) {
            return wanted;
        }
        Map<AgendaItemId, Attribution> known = new HashMap<>();
        before.get().agenda().forEach(part -> {
            if (part.id() != null) {
                known.put(part.id(), part.attribution());
            }
        });
        List<AgendaItem> agenda = new ArrayList<>();
        for (int i = 0; i < wanted.agenda().size(); i++) {
            AgendaItem part = wanted.agenda().get(i);
            Attribution kept = part.id() == null || said.get(i).attribution() != null ? null : known.get(part.id());
            agenda.add(
                    kept == null
                            ? part
                            : new AgendaItem(
                                    part.id(), part.kind(), part.title(), part.minutes(), part.speakers(), kept));
        }
        return wanted.withAgenda(agenda);
    }

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
