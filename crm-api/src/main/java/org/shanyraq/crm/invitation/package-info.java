/** Guest lists of dialogues: whom somebody proposed, who was approved by somebody else, and how balanced they are. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "calendar",
            "organisation",
            "contact",
            "contact :: web",
            "dialogue"
        })
@NullMarked
package org.shanyraq.crm.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
