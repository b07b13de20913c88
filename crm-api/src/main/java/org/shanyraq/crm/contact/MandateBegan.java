package org.shanyraq.crm.contact;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.organisation.PostId;

/** A mandate was entered. Heard in the transaction of the change. */
public record MandateBegan(MandateId mandate, ContactId contact, PostId post, MissionId mission) {}
