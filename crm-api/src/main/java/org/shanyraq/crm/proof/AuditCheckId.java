package org.shanyraq.crm.proof;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a check of the audit log. */
public record AuditCheckId(UUID value) implements EntityId {

    public static AuditCheckId of(String text) {
        return new AuditCheckId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
