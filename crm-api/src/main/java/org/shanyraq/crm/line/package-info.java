/** Lines to take: the library of approved positions, what they answer, and on whom they were used. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "mission :: web",
            "job",
            "topic",
            "topic :: web",
            "organisation",
            "contact",
            "contact :: web",
            "search",
            "timeline"
        })
@NullMarked
package org.shanyraq.crm.line;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
