/** Words that every feature speaks: dates that may be partial, text in several languages, paging and the errors of the house. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.shanyraq.crm.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
