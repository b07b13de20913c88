package org.shanyraq.crm.interaction;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of an interaction. */
public record InteractionId(UUID value) implements EntityId {

    public static InteractionId of(String text) {
        return new InteractionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
