package org.shanyraq.crm.topic;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

public record TopicId(UUID value) implements EntityId {

    /** @throws IllegalArgumentException when the text is no id */
    public static TopicId of(String text) {
        return new TopicId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
