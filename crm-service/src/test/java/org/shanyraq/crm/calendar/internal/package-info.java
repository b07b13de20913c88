@NullMarked
package org.shanyraq.crm.calendar.internal;

import org.jspecify.annotations.NullMarked;
