package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** An organisation was taken out of pickers and lists. Heard in the transaction of the change. */
public record OrganisationArchived(OrganisationId organisation, MissionId mission) {}
