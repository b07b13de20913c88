/** Fictional people and organisations for trying the CRM out. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit", "mission", "organisation", "contact"})
@NullMarked
package org.shanyraq.crm.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
