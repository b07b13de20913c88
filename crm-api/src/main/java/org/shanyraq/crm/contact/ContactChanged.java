package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;

/** The details of a contact were changed. Heard in the transaction of the change. */
public record ContactChanged(ContactId contact, MissionId mission) {}
