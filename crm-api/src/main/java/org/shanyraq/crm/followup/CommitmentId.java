package org.shanyraq.crm.followup;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a commitment. */
public record CommitmentId(UUID value) implements EntityId {

    public static CommitmentId of(String text) {
        return new CommitmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
