package org.shanyraq.crm.exchange.internal;

import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactView;

/** What a row does when it is applied. */
sealed interface Deed {

    /**
     * Something that is done at once.
     *
     * @param work does it, notes each act and returns the id of the record
     */
    record Act(Function<Journal, UUID> work) implements Deed {}

    /**
     * Registers a contact.
     *
     * @param canWait whether it may be done together with those of other rows: of what it makes beside the contact, no later row means
     *     the same
     * @param next what else the row does, once the contact is there
     */
    record Registration(ContactDetails details, boolean canWait, BiConsumer<ContactView, Journal> next)
            implements Deed {}
}
