package org.shanyraq.crm.access;

import java.time.Instant;
import java.util.Optional;

/** The officers as the identity provider describes them: for the edges of the house, which act before anybody is signed in. */
public interface OfficerDirectory {

    /**
     * Makes the officer known, or brings what is known up to date, and returns who acts. Roles, missions and clearance are
     * those of the sign-in, never older ones: one that was said before the last known one (an older token that is still good) changes
     * nothing, and gives no more than both say. A mission that is named for the first time is founded, with its own copy
     * of the reference data. Cheap when nothing changed.
     */
    Officer signedIn(SignIn signIn);

    /** The officer as last seen at the identity provider, for work that runs later on their behalf. */
    Optional<Officer> lastKnown(OfficerId id);

    /** The same, when the identity provider has described the officer at that time or later. */
    Optional<Officer> lastKnown(OfficerId id, Instant since);
}
