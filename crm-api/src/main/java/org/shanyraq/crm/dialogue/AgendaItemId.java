package org.shanyraq.crm.dialogue;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a part of the agenda of a dialogue. */
public record AgendaItemId(UUID value) implements EntityId {

    public static AgendaItemId of(String text) {
        return new AgendaItemId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
