/** Mails that the CRM sends: one row for each recipient, sent by real SMTP, with what became of it. */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit", "mission", "job"})
@NullMarked
package org.shanyraq.crm.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
