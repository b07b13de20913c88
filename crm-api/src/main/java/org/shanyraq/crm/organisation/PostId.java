package org.shanyraq.crm.organisation;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a post. */
public record PostId(UUID value) implements EntityId {

    public static PostId of(String text) {
        return new PostId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
