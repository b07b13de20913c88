package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;

/** An archived contact was brought back. Heard in the transaction of the change. */
public record ContactRestored(ContactId contact, MissionId mission) {}
