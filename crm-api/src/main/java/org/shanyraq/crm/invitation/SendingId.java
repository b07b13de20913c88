package org.shanyraq.crm.invitation;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of one sending of mails to guests of a dialogue. */
public record SendingId(UUID value) implements EntityId {

    public static SendingId of(String text) {
        return new SendingId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
