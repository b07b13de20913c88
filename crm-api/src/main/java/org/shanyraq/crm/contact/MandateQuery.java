package org.shanyraq.crm.contact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;

/**
 * Which mandates are wanted; a null criterion does not restrict.
 *
 * @param organisation in this organisation itself
 * @param within in this organisation or in a part of it
 * @param asOf those that cover this day, in the years 1001 to 9999; null: past and future ones as well
 */
public record MandateQuery(
        @Nullable ContactId contact,
        @Nullable PostId post,
        @Nullable OrganisationId organisation,
        @Nullable OrganisationId within,
        @Nullable PostRole role,
        @Nullable LocalDate asOf) {

    public static final MandateQuery ALL = new MandateQuery(null, null, null, null, null, null);
}
