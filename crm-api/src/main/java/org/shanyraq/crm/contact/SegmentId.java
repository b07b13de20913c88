package org.shanyraq.crm.contact;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a tag, a list or a saved query of contacts. */
public record SegmentId(UUID value) implements EntityId {

    public static SegmentId of(String text) {
        return new SegmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
