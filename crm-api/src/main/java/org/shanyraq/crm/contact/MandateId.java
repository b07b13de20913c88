package org.shanyraq.crm.contact;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a mandate. */
public record MandateId(UUID value) implements EntityId {

    public static MandateId of(String text) {
        return new MandateId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
