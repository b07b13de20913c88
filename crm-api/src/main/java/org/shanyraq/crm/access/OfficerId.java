package org.shanyraq.crm.access;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of an officer. */
public record OfficerId(UUID value) implements EntityId {

    public static OfficerId of(String text) {
        return new OfficerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
