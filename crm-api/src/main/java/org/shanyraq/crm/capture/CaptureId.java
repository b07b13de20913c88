package org.shanyraq.crm.capture;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of what was made of one line. */
public record CaptureId(UUID value) implements EntityId {

    public static CaptureId of(String text) {
        return new CaptureId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
