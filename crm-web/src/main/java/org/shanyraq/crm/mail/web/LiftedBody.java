package org.shanyraq.crm.mail.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Why an address gets mails again.
 *
 * @param why 3 to 500 characters
 */
record LiftedBody(@Needed @Nullable String why) {}
