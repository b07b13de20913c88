package org.shanyraq.crm.attendance;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.organisation.OrganisationId;

/**
 * Whose visits are wanted, exactly one of the first three.
 *
 * @param organisation for which people were on the list, or came; with its parts
 * @param figure only those that this figure counts; null: all
 */
public record VisitQuery(
        @Nullable ContactId contact,
        @Nullable OrganisationId organisation,
        @Nullable DialogueId dialogue,
        @Nullable VisitFigure figure) {

    public VisitQuery {
        if (Stream.of(contact, organisation, dialogue).filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException("visits of one contact, one organisation or one dialogue");
        }
    }

    public static VisitQuery of(ContactId contact) {
        return new VisitQuery(contact, null, null, null);
    }

    public static VisitQuery of(OrganisationId organisation) {
        return new VisitQuery(null, organisation, null, null);
    }

    public static VisitQuery of(DialogueId dialogue) {
        return new VisitQuery(null, null, dialogue, null);
    }

    /** The same, of those that the figure counts. */
    public VisitQuery of(@Nullable VisitFigure counted) {
        return new VisitQuery(contact, organisation, dialogue, counted);
    }
}
