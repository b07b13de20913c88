package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** The details of a post were changed. Heard in the transaction of the change. */
public record PostChanged(PostId post, OrganisationId organisation, MissionId mission) {}
