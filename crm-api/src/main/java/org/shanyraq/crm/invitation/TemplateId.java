package org.shanyraq.crm.invitation;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a template of mails to guests. */
public record TemplateId(UUID value) implements EntityId {

    public static TemplateId of(String text) {
        return new TemplateId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
