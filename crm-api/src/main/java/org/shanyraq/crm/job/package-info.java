/** Long work that shows progress, can be cancelled, survives a restart and never does a thing twice. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit"})
@NullMarked
package org.shanyraq.crm.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
