package org.shanyraq.crm.job;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a job. */
public record JobId(UUID value) implements EntityId {

    public static JobId of(String text) {
        return new JobId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
