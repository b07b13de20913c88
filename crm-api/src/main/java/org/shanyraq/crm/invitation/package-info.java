/** Guest lists of dialogues and the mails to guests: who is proposed, approved by somebody else, invited and told of changes. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "mission",
            "job",
            "mail",
            "calendar",
            "organisation",
            "contact",
            "contact :: web",
            "dialogue",
            "timeline"
        })
@NullMarked
package org.shanyraq.crm.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
