package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** A post was entered. Heard in the transaction of the change. */
public record PostEstablished(PostId post, OrganisationId organisation, MissionId mission) {}
