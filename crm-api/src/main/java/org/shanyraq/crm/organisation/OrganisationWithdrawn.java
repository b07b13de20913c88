package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** The registration of an organisation was taken back: the record is no more. Heard in the transaction of the change. */
public record OrganisationWithdrawn(OrganisationId organisation, MissionId mission) {}
