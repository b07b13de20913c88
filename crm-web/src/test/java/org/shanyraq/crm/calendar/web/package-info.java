@NullMarked
package org.shanyraq.crm.calendar.web;

import org.jspecify.annotations.NullMarked;
