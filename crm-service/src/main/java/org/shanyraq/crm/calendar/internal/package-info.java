/** Writes and reads calendar texts, and keeps the calendar addresses of officers. */
@NullMarked
package org.shanyraq.crm.calendar.internal;

import org.jspecify.annotations.NullMarked;
