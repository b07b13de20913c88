package org.shanyraq.crm.contact;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One mandate with the names of its post and organisation.
 *
 * @param current whether it covers today
 */
public record MandateView(
        MandateId id,
        long version,
        MandateDetails details,
        String contactName,
        PostRole role,
        LocalizedText title,
        OrganisationId organisation,
        LocalizedText organisationNames,
        @Nullable String acronym,
        OrganisationKind organisationKind,
        boolean current) {}
