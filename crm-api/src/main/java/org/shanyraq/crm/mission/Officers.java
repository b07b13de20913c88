package org.shanyraq.crm.mission;

import java.util.List;
import java.util.Optional;
import org.shanyraq.crm.access.Facade;
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

    /** The e-mail address of the acting officer as the identity provider says it, if it does. */
    @Requires(Right.BE_HERE)
    Optional<String> address();
}
