/** The missions that own records, and the officers known from their first sign-in. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit"})
@NullMarked
package org.shanyraq.crm.mission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
