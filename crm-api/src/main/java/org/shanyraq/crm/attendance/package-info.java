/** Who came to a dialogue: the door, walk-ins, badges, and who did not come. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "organisation",
            "contact",
            "contact :: web",
            "dialogue",
            "invitation",
            "job",
            "timeline"
        })
@NullMarked
package org.shanyraq.crm.attendance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
