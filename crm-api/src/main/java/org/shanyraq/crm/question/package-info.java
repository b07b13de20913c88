/** Questions of dialogues: who asked what, what was answered, and what is still owed. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "mission :: web",
            "job",
            "mail",
            "topic",
            "topic :: web",
            "organisation",
            "contact",
            "contact :: web",
            "line",
            "followup",
            "dialogue",
            "invitation",
            "attendance",
            "search",
            "timeline"
        })
@NullMarked
package org.shanyraq.crm.question;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
