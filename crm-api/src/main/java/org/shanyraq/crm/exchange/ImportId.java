package org.shanyraq.crm.exchange;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of an import. */
public record ImportId(UUID value) implements EntityId {

    public static ImportId of(String text) {
        return new ImportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
