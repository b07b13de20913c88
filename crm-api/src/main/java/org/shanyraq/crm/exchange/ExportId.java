package org.shanyraq.crm.exchange;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of an export. */
public record ExportId(UUID value) implements EntityId {

    public static ExportId of(String text) {
        return new ExportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
