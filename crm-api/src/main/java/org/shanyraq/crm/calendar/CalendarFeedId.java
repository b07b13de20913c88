package org.shanyraq.crm.calendar;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Identifies the calendar address of an officer; no secret. */
public record CalendarFeedId(UUID value) implements EntityId {

    /** @throws IllegalArgumentException when the text is no id */
    public static CalendarFeedId of(String text) {
        return new CalendarFeedId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
