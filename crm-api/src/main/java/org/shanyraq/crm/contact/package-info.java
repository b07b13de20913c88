/** People and the dated mandates they hold. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit", "mission", "organisation", "search"})
@NullMarked
package org.shanyraq.crm.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
