@NullMarked
package org.shanyraq.crm.attendance.web;

import org.jspecify.annotations.NullMarked;
