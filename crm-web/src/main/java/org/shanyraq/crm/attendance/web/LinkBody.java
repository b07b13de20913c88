package org.shanyraq.crm.attendance.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.web.Needed;

/** Which contact a walk-in is. */
record LinkBody(@Needed @Nullable ContactId contact) {}
