package org.shanyraq.crm.shared.internal;

import java.time.Instant;
import org.shanyraq.crm.access.AccessScope;

/** SPI: tells lists of contacts, in SQL, with whom there was contact lately. Implemented by each feature that knows of some. */
public interface MetLately {

    /**
     * Leaves out those with whom there was contact since then, as far as the scope tells.
     *
     * @param contact column of the id of a contact
     */
    void leaveOutMet(ScopedQuery contacts, String contact, Instant since, AccessScope scope);
}
