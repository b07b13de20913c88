/** The pages and the API of the door. */
@NullMarked
package org.shanyraq.crm.attendance.web;

import org.jspecify.annotations.NullMarked;
