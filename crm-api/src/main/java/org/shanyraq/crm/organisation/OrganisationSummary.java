package org.shanyraq.crm.organisation;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Tenure;

/**
 * One row of a list or tree.
 *
 * @param mission whose record it is
 * @param parts how many organisations are directly part of it
 */
public record OrganisationSummary(
        OrganisationId id,
        MissionId mission,
        LocalizedText names,
        @Nullable String acronym,
        OrganisationKind kind,
        Circle circle,
        @Nullable String country,
        @Nullable OrganisationId parent,
        Tenure validity,
        boolean archived,
        long parts) {}
