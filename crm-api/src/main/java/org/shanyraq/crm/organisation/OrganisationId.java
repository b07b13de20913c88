package org.shanyraq.crm.organisation;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of an organisation. */
public record OrganisationId(UUID value) implements EntityId {

    public static OrganisationId of(String text) {
        return new OrganisationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
