package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.organisation.PostId;

/** A mandate was removed: the record is no more. Heard in the transaction of the change. */
public record MandateRemoved(MandateId mandate, ContactId contact, PostId post, MissionId mission) {}
