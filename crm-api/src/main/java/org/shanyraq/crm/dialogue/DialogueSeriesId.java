package org.shanyraq.crm.dialogue;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a series of dialogues. */
public record DialogueSeriesId(UUID value) implements EntityId {

    public static DialogueSeriesId of(String text) {
        return new DialogueSeriesId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
