package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** A post was taken out of pickers and lists. Heard in the transaction of the change. */
public record PostArchived(PostId post, OrganisationId organisation, MissionId mission) {}
