/** The topics that a mission talks about, as a tree. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit", "mission"})
@NullMarked
package org.shanyraq.crm.topic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
