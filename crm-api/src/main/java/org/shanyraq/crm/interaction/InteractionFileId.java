package org.shanyraq.crm.interaction;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a file of an interaction. */
public record InteractionFileId(UUID value) implements EntityId {

    public static InteractionFileId of(String text) {
        return new InteractionFileId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
