package org.shanyraq.crm.organisation;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;

/**
 * An organisation became part of another one, with everything below it. Heard in the transaction of the change, besides
 * {@link OrganisationChanged}.
 *
 * @param from what it was part of; null: it was at the top
 * @param to what it is part of now; null: it is at the top
 */
public record OrganisationMoved(
        OrganisationId organisation,
        MissionId mission,
        @Nullable OrganisationId from,
        @Nullable OrganisationId to) {}
