/** Who changed what, when, from which value to which, as a chain that shows tampering. */
@ApplicationModule(allowedDependencies = {"shared", "access"})
@NullMarked
package org.shanyraq.crm.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
