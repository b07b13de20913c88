package org.shanyraq.crm.followup;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a follow-up. */
public record FollowUpId(UUID value) implements EntityId {

    public static FollowUpId of(String text) {
        return new FollowUpId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
