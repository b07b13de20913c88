package org.shanyraq.crm.organisation.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.ExternalIdBody;
import org.shanyraq.crm.shared.web.Needed;
import org.shanyraq.crm.shared.web.TenureBody;

/**
 * All that a client of the API writes of an organisation: what {@code details} of an organisation shows. What is left out is
 * empty.
 *
 * @param names by language, at least one; each at most 250 characters
 * @param acronym at most 40 characters
 * @param kind what sort of organisation it is
 * @param circle the audience that its people belong to
 * @param parent the organisation that it is part of; none at the top. Never itself or a part of itself
 * @param validity when the organisation exists or existed
 * @param registerNumber number in the EU Transparency Register, for example {@code 123456789012-34}
 * @param website an http or https address
 * @param country ISO 3166-1 alpha-2 of its seat
 * @param externalIds what others call this organisation; each is used once in a mission
 */
record OrganisationBody(
        @Needed @Nullable LocalizedText names,

        @Nullable String acronym,

        @Needed @Nullable OrganisationKind kind,

        @Needed @Nullable Circle circle,

        @Nullable OrganisationId parent,
        @Nullable TenureBody validity,
        @Nullable String registerNumber,
        @Nullable String website,
        @Nullable String country,
        @Nullable List<@Needed @Valid ExternalIdBody> externalIds) {}
