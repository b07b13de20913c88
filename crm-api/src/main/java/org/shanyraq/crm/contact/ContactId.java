package org.shanyraq.crm.contact;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a contact. */
public record ContactId(UUID value) implements EntityId {

    public static ContactId of(String text) {
        return new ContactId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
