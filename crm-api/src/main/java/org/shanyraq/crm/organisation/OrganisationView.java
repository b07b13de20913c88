package org.shanyraq.crm.organisation;

import java.time.Instant;
import java.util.List;
import org.shanyraq.crm.access.MissionId;

/**
 * One organisation.
 *
 * @param ancestors from the top down to its parent
 * @param version to be given back when changing it
 * @param archived out of pickers, not out of history
 */
public record OrganisationView(
        OrganisationId id,
        MissionId mission,
        long version,
        OrganisationDetails details,
        List<OrganisationSummary> ancestors,
        boolean archived,
        Instant createdAt,
        Instant changedAt) {}
