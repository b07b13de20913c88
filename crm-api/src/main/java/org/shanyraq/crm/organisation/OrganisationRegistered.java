package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** An organisation was entered. Heard in the transaction of the change. */
public record OrganisationRegistered(OrganisationId organisation, MissionId mission) {}
