/** Calendar texts (iCalendar) to send, to fetch and to read answers from, and the calendar that an officer may subscribe to. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit", "mission"})
@NullMarked
package org.shanyraq.crm.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
