package org.shanyraq.crm.shared.internal;

import java.time.Instant;
import org.shanyraq.crm.access.AccessScope;

/** SPI: tells lists of contacts, in SQL, who was invited lately. Implemented by the feature that invites, which stands above them. */
public interface InvitedLately {

    /**
     * Leaves out those who were invited since then, as far as the scope tells.
     *
     * @param contact column of the id of a contact
     */
    void leaveOut(ScopedQuery contacts, String contact, Instant since, AccessScope scope);
}
