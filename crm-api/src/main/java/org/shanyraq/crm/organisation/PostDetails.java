package org.shanyraq.crm.organisation;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Tenure;

/**
 * All that a user enters of a post.
 *
 * @param title what it is called; may be empty unless the role is {@link PostRole#OTHER}: then the role names it
 * @param seats how many may hold it at once, at least 1; null when there is no fixed number. With fixed seats the free ones
 *     are vacancies
 * @param validity when the post exists or existed
 */
public record PostDetails(
        OrganisationId organisation,
        PostRole role,
        LocalizedText title,
        @Nullable Integer seats,
        Tenure validity) {}
