package org.shanyraq.crm.exchange.internal;

import org.shanyraq.crm.contact.ContactChanged;
import org.springframework.context.event.EventListener;

/** Hides what imports say of a contact when the contact is made more sensitive. What they say stays hidden when it is lowered again. */
class RaisedContacts {

    private final ImportStore store;

    RaisedContacts(ImportStore store) {
        this.store = store;
    }

    /** In the transaction of the change. */
    @EventListener
    void contactChanged(ContactChanged changed) {
        if (changed.raised()) {
            store.hideWith(changed.contact());
        }
    }
}
