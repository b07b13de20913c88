package org.shanyraq.crm.organisation;

import org.shanyraq.crm.access.MissionId;

/** The establishment of a post was taken back: the record is no more. Heard in the transaction of the change. */
public record PostWithdrawn(PostId post, OrganisationId organisation, MissionId mission) {}
