package org.shanyraq.crm.access;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a mission: the owner of a record. It stands here, and not in the mission feature, since every scope names it. */
public record MissionId(UUID value) implements EntityId {

    public static MissionId of(String text) {
        return new MissionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
