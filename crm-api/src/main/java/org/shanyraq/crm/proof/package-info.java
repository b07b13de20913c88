/** Long checks that nobody changed the audit log afterwards. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit", "job"})
@NullMarked
package org.shanyraq.crm.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
