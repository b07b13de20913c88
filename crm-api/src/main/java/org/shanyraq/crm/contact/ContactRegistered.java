package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;

/** A contact was entered. Heard in the transaction of the change. */
public record ContactRegistered(ContactId contact, MissionId mission) {}
