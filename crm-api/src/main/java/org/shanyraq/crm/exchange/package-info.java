/** Import and export of contacts, organisations and mandates. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit", "mission", "job", "organisation", "contact"})
@NullMarked
package org.shanyraq.crm.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
