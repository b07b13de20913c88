package org.shanyraq.crm.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Tenure;

/**
 * All that a user enters of an organisation.
 *
 * @param names at least one language; each at most 250 characters
 * @param acronym at most 40 characters
 * @param parent the organisation that it is part of; null at the top. Never itself or a part of itself
 * @param validity when the organisation exists or existed
 * @param registerNumber number in the EU Transparency Register: digits, dash, two digits, for example {@code 123456789012-34}
 * @param website an http or https address
 * @param country ISO 3166-1 alpha-2 of its seat
 */
public record OrganisationDetails(
        LocalizedText names,
        @Nullable String acronym,
        OrganisationKind kind,
        Circle circle,
        @Nullable OrganisationId parent,
        Tenure validity,
        @Nullable String registerNumber,
        @Nullable String website,
        @Nullable String country,
        List<ExternalId> externalIds) {

    public OrganisationDetails {
        externalIds = List.copyOf(externalIds);
    }
}
