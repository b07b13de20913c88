/** What is owed: follow-ups with an owner and a day, commitments of both sides, and the working days by which both are reckoned. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "mission :: web",
            "job",
            "mail",
            "organisation",
            "contact",
            "contact :: web",
            "search",
            "timeline"
        })
@NullMarked
package org.shanyraq.crm.followup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
