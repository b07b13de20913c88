package org.shanyraq.crm.dialogue;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a file that is attached to a dialogue. */
public record AttachmentId(UUID value) implements EntityId {

    public static AttachmentId of(String text) {
        return new AttachmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
