/** The audit log for those who watch over it. */
@NullMarked
package org.shanyraq.crm.audit.web;

import org.jspecify.annotations.NullMarked;
