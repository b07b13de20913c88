package org.shanyraq.crm.line;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a line to take. */
public record LineId(UUID value) implements EntityId {

    public static LineId of(String text) {
        return new LineId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
