/** One box that finds people, organisations and posts, each feature answering for its own records. */
@ApplicationModule(allowedDependencies = {"shared", "access"})
@NullMarked
package org.shanyraq.crm.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
