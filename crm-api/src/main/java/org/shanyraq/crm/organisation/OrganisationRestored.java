package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** An archived organisation is back in pickers and lists. Heard in the transaction of the change. */
public record OrganisationRestored(OrganisationId organisation, MissionId mission) {}
