/** Sends mails one by one, each claimed by one worker, and reads what comes back. */
@NullMarked
package org.shanyraq.crm.mail.internal;

import org.jspecify.annotations.NullMarked;
