package org.shanyraq.crm.question;

import java.util.UUID;
import org.shanyraq.crm.shared.EntityId;

/** Id of a question. */
public record QuestionId(UUID value) implements EntityId {

    public static QuestionId of(String text) {
        return new QuestionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
