package org.shanyraq.crm.mail;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of one reason for which one address gets no mails. */
public record SuppressionId(UUID value) implements EntityId {

    public static SuppressionId of(String text) {
        return new SuppressionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
