package org.shanyraq.crm.contact;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.shared.Tenure;

/**
 * All that a user enters of a mandate.
 *
 * @param note at most 500 characters
 */
public record MandateDetails(
        ContactId contact,
        PostId post,
        Tenure tenure,
        @Nullable String note) {}
