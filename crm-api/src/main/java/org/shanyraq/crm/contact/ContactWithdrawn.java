package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;

/** The registration of a contact was taken back: the record is no more. Heard in the transaction of the change. */
public record ContactWithdrawn(ContactId contact, MissionId mission) {}
