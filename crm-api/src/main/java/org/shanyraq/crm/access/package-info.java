/** Who acts and what they may see and do: roles, rights, clearance and the scope of every query. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package org.shanyraq.crm.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
