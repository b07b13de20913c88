package org.shanyraq.crm.dialogue;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a dialogue. */
public record DialogueId(UUID value) implements EntityId {

    public static DialogueId of(String text) {
        return new DialogueId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
