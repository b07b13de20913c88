package org.shanyraq.crm.mission;

import java.util.List;
import java.util.Optional;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;

/** The officers that ever signed in, and their own settings. */
@Facade
public interface Officers {

    /** The settings of the acting officer. */
    @Requires(Right.BE_HERE)
    Preferences preferences();

    /** Changes the settings of the acting officer. */
    @Requires(Right.BE_HERE)
    void prefer(Preferences preferences);

    /** The missions whose records the acting officer sees, by name. */
    @Requires(Right.BE_HERE)
    List<MissionView> missions();

    /** For the edges of the house, which act before anybody is signed in; not a facade for features. */
    interface Directory {

        /**
         * Makes the officer known, or brings what is known up to date, and returns who acts. Roles, missions and clearance are
         * those of the sign-in, never older ones. A mission that is named for the first time is founded, with its own copy
         * of the reference data. Cheap when nothing changed.
         */
        Officer signedIn(SignIn signIn);

        /** The officer as last seen at the identity provider, for work that runs later on their behalf. */
        Optional<Officer> lastKnown(OfficerId id);
    }
}
