/** The page of one's own calendar address, and the calendar that programs fetch there. */
@NullMarked
package org.shanyraq.crm.calendar.web;

import org.jspecify.annotations.NullMarked;
