package org.shanyraq.crm.exchange.internal;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactChanged;
import org.springframework.context.event.EventListener;

/** Hides what imports say of a contact when the contact is made more sensitive. What they say stays hidden when it is lowered again. */
class RaisedContacts {

    private final ImportStore store;
    private final ImportTrail trail;

    RaisedContacts(ImportStore store, ImportTrail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** In the transaction of the change. */
    @EventListener
    void contactChanged(ContactChanged changed) {
        if (changed.raised()) {
            Map<ImportStore.Reference, Sensitivity> before = store.moreOpenThan(changed.contact()).stream()
                    .collect(Collectors.toMap(Function.identity(), one -> store.everSpokenOf(one.id())));
            store.hideWith(changed.contact());
            before.forEach(trail::hidden);
        }
    }
}
