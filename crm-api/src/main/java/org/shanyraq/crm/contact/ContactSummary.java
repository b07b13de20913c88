package org.shanyraq.crm.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One row of a list.
 *
 * @param mission whose record it is
 * @param name Latin name, else the first one
 * @param nativeName the name in the person's own script when it differs
 * @param principal the mandate of the highest rank on the day asked for, today when none was, or null
 * @param mandates how many mandates there are on that day
 */
public record ContactSummary(
        ContactId id,
        MissionId mission,
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

    /**
     * What tells the person from namesakes, in that language as far as there is a text in it: the name in the own script and the
     * organisation of the principal mandate; null when there is neither.
     */
    public @Nullable String distinction(String language) {
        String organisation = principal == null
                ? null
                : principal.acronym() == null ? principal.organisationNames().in(language) : principal.acronym();
        if (nativeName == null || organisation == null) {
            return nativeName == null ? organisation : nativeName;
        }
        return nativeName + ", " + organisation;
    }

    /**
     * What the person is known for.
     *
     * @param circle of the organisation
     */
    public record Principal(
            PostId post,
            OrganisationId organisation,
            LocalizedText organisationNames,
            @Nullable String acronym,
            Circle circle,
            PostRole role,
            LocalizedText title) {}
}
