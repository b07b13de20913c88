package org.shanyraq.crm.invitation;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of the invitation of a contact to a dialogue: there is at most one, however often it is proposed anew. */
public record InvitationId(UUID value) implements EntityId {

    public static InvitationId of(String text) {
        return new InvitationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
