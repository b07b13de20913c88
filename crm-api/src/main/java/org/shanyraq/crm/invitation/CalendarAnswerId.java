package org.shanyraq.crm.invitation;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of an answer that came from a guest's calendar. */
public record CalendarAnswerId(UUID value) implements EntityId {

    public static CalendarAnswerId of(String text) {
        return new CalendarAnswerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
