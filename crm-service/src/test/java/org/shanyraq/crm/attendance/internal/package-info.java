@NullMarked
package org.shanyraq.crm.attendance.internal;

import org.jspecify.annotations.NullMarked;
