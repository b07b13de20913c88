/** Stakeholder-engagement CRM for a diplomatic mission: each sub-package is one feature. */
@NullMarked
package org.shanyraq.crm;

import org.jspecify.annotations.NullMarked;
