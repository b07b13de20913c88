/** Institutions, bodies, units and other organisations as a dated tree, and the posts inside them. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit", "mission", "search"})
@NullMarked
package org.shanyraq.crm.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
