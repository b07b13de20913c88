/** What was talked about with whom: meetings, calls, letters and other encounters, planned and past. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "mission :: web",
            "topic",
            "topic :: web",
            "organisation",
            "contact",
            "contact :: web",
            "search",
            "timeline"
        })
@NullMarked
package org.shanyraq.crm.interaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
