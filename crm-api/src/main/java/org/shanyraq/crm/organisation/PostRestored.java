package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** An archived post is back in pickers and lists. Heard in the transaction of the change. */
public record PostRestored(PostId post, OrganisationId organisation, MissionId mission) {}
