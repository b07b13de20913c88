package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;

/** A contact was taken out of pickers and lists. Heard in the transaction of the change. */
public record ContactArchived(ContactId contact, MissionId mission) {}
