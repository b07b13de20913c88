package org.shanyraq.crm.organisation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.Archived;

/**
 * Which organisations are wanted; a null or empty criterion does not restrict.
 *
 * @param text found in any name, in any script, or as acronym
 * @param within this organisation and everything below it
 * @param language in which names are sorted
 */
public record OrganisationQuery(
        @Nullable String text,
        Set<OrganisationKind> kinds,
        @Nullable Circle circle,
        @Nullable String country,
        @Nullable OrganisationId within,
        Archived archived,
        Sort sort,
        boolean descending,
        String language) {

    /** By what the list is ordered. */
    public enum Sort {
        NAME,
        CHANGED
    }

    public static final OrganisationQuery ALL =
            new OrganisationQuery(null, Set.of(), null, null, null, Archived.WITHOUT, Sort.NAME, false, "en");

    public OrganisationQuery {
        kinds = Set.copyOf(kinds);
    }
}
