package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.organisation.PostId;

/** A mandate was changed, possibly to another post. Heard in the transaction of the change. */
public record MandateChanged(MandateId mandate, ContactId contact, PostId post, MissionId mission) {}
