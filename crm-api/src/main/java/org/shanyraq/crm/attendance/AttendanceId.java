package org.shanyraq.crm.attendance;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of one arrival at a dialogue; one that was taken back keeps it. */
public record AttendanceId(UUID value) implements EntityId {

    public static AttendanceId of(String text) {
        return new AttendanceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
