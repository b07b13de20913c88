package org.shanyraq.crm.mail;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a mail: of one text for one recipient, however often it is tried. */
public record MailId(UUID value) implements EntityId {

    public static MailId of(String text) {
        return new MailId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
