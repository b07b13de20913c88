package org.shanyraq.crm.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One row of a list.
 *
 * @param name Latin name, else the first one
 * @param nativeName the name in the person's own script when it differs
 * @param principal the mandate of the highest rank on the day asked for, today when none was, or null
 * @param mandates how many mandates there are on that day
 */
public record ContactSummary(
        ContactId id,
        String name,
        @Nullable String nativeName,
        @Nullable String honorific,
        @Nullable String country,
        @Nullable String email,
        @Nullable Principal principal,
        int mandates,
        Sensitivity sensitivity,
        boolean archived,
        Instant changedAt) {

    /** What the person is known for. */
    public record Principal(
            OrganisationId organisation,
            LocalizedText organisationNames,
            @Nullable String acronym,
            PostRole role,
            LocalizedText title) {}
}
