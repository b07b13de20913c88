/** One line of what happened: understood part by part, shown before it is saved, and then a conversation, what is owed, and whom one met. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "mission",
            "topic",
            "organisation",
            "contact",
            "interaction",
            "interaction :: web",
            "followup"
        })
@NullMarked
package org.shanyraq.crm.capture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
