/** Fictional people, organisations and dialogues for trying the CRM out. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "organisation",
            "contact",
            "dialogue",
            "invitation",
            "attendance",
            "topic",
            "interaction",
            "followup"
        })
@NullMarked
package org.shanyraq.crm.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
