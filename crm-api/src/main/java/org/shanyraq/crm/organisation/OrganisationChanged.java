package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** The details of an organisation were changed. Heard in the transaction of the change. */
public record OrganisationChanged(OrganisationId organisation, MissionId mission) {}
