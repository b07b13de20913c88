/** Dialogues that a mission hosts, their series, their agendas and who speaks. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "mission :: web",
            "calendar",
            "organisation",
            "contact",
            "contact :: web",
            "search",
            "timeline"
        })
@NullMarked
package org.shanyraq.crm.dialogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
