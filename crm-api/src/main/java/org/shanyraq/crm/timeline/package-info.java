/** What happened with a person, an organisation or a dialogue, each feature telling of its own records. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit"})
@NullMarked
package org.shanyraq.crm.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
