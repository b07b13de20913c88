package org.shanyraq.crm.dialogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.shared.LocalizedText;

class DialogueBodyMapperTests {

    private final DialogueBodyMapper bodies = new GeneratedDialogueBodyMapper();

    @Test
    void whatMayBeToldOfAPartStaysWhereAChangeDoesNotSay() {
        AgendaItemId known = new AgendaItemId(UUID.randomUUID());
        DialogueDetails before = bodies.details(body(part(known, Attribution.OFF_RECORD)));
        DialogueDetails changed = bodies.changed(
                body(
                        part(known, null),
                        part(null, null),
                        part(new AgendaItemId(UUID.randomUUID()), Attribution.NOT_FOR_ATTRIBUTION)),
                () -> before);
        assertThat(changed.agenda())
                .extracting(AgendaItem::attribution)
                .containsExactly(Attribution.OFF_RECORD, Attribution.ON_RECORD, Attribution.NOT_FOR_ATTRIBUTION);
        assertThat(bodies.changed(body(part(known, Attribution.ON_RECORD)), () -> before)
                        .agenda())
                .extracting(AgendaItem::attribution)
                .containsExactly(Attribution.ON_RECORD);
    }

    private static AgendaItemBody part(@Nullable AgendaItemId id, @Nullable Attribution attribution) {
        return new AgendaItemBody(id, AgendaItemKind.PANEL, null, null, null, attribution);
    }

    private static DialogueBody body(AgendaItemBody... agenda) {
        return new DialogueBody(
                LocalizedText.of("en", "Corridors"),
                null,
                List.of("en"),
                DialogueFormat.IN_PERSON,
                "House",
                null,
                null,
                Instant.parse("2031-03-11T17:00:00Z"),
                Instant.parse("2031-03-11T19:00:00Z"),
                ZoneId.of("UTC"),
                null,
                Sensitivity.INTERNAL,
                List.of(agenda),
                List.of());
    }
}
