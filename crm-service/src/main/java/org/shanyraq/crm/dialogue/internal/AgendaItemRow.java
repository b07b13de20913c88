package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.shared.internal.JsonText;

/** One part of an agenda, without its speakers. */
@Embeddable
record AgendaItemRow(
        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "id", length = 16)
        UUID id,

        @Column(name = "kind") String kind,
        @Column(name = "title") String title,
        @Column(name = "minutes") @Nullable Integer minutes,
        @Column(name = "attribution") String attribution) {

    /** @param item one that has an id */
    static AgendaItemRow of(AgendaItem item) {
        if (item.id() == null) {
            throw new IllegalArgumentException("a part of an agenda without id");
        }
        return new AgendaItemRow(
                item.id().value(),
                item.kind().name(),
                JsonText.write(item.title()),
                item.minutes(),
                item.attribution().name());
    }

    AgendaItem item(List<Speaker> speakers) {
        return new AgendaItem(
                new AgendaItemId(id),
                AgendaItemKind.valueOf(kind),
                JsonText.readLocalized(title),
                minutes,
                speakers,
                Attribution.valueOf(attribution));
    }
}
