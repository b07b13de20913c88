package org.shanyraq.crm.organisation.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.internal.OrganisationReader.Place;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.GivenExternalIds;
import org.shanyraq.crm.shared.internal.Websites;

/** The rules of {@link OrganisationDetails}: all that is wrong is said at once. */
class OrganisationChecks {

    private static final Pattern REGISTER_NUMBER = Pattern.compile("\\d{9,13}-\\d{2}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final OrganisationReader reader;

    OrganisationChecks(OrganisationReader reader) {
        this.reader = reader;
    }

    /**
     * The details as they are kept.
     *
     * @param changed the organisation that gets them, or null for a new one
     * @throws InvalidInputException with all that is wrong
     */
    OrganisationDetails checked(OrganisationDetails details, MissionId mission, @Nullable Organisation changed) {
        Findings findings = new Findings("crm.organisation.error.");
        LocalizedText names = findings.localized("names", details.names(), 250);
        if (details.names().isEmpty()) {
            findings.add("names", "names");
        }
        String acronym = findings.lineOrNull("acronym", details.acronym(), 40);
        String registerNumber = findings.lineOrNull("registerNumber", details.registerNumber(), 20);
        if (registerNumber != null && !REGISTER_NUMBER.matcher(registerNumber).matches()) {
            findings.add("registerNumber", "register-number");
        }
        String website = findings.lineOrNull("website", details.website(), 500);
        if (website != null && !Websites.isWebsite(website)) {
            findings.add("website", "website");
        }
        String country = findings.lineOrNull("country", details.country(), 100);
        if (country != null) {
            country = country.toUpperCase(Locale.ROOT);
            if (!COUNTRIES.contains(country)) {
                findings.add("country", "country");
            }
        }
        GivenExternalIds externalIds = GivenExternalIds.checked(details.externalIds(), "external-ids", findings);
        refuseTaken(externalIds, mission, changed == null ? null : changed.id(), findings);
        place(details.parent(), mission, changed, findings);
        findings.throwIfAny();
        return new OrganisationDetails(
                names,
                acronym,
                details.kind(),
                details.circle(),
                details.parent(),
                details.validity(),
                registerNumber,
                website,
                country,
                externalIds.sorted());
    }

    private void refuseTaken(
            GivenExternalIds given, MissionId mission, @Nullable OrganisationId changed, Findings findings) {
        Map<ExternalId, OrganisationId> carriers = reader.carriers(given.ids(), mission);
        given.refuse(
                id -> {
                    OrganisationId carrier = carriers.get(id);
                    return carrier != null && !carrier.equals(changed);
                },
                findings);
    }

    /**
     * Refuses a parent that does not exist for this mission, is archived, or is the organisation itself or below it. The way from
     * the new parent to the top is locked, so that two moves at the same time cannot make a ring together.
     */
    private void place(
            @Nullable OrganisationId parent, MissionId mission, @Nullable Organisation changed, Findings findings) {
        if (parent == null || (changed != null && parent.equals(changed.parent()))) {
            return;
        }
        OrganisationId self = changed == null ? null : changed.id();
        if (parent.equals(self)) {
            findings.add("parent", "parent-cycle");
            return;
        }
        Optional<Place> place = reader.lockPlace(parent, mission);
        if (place.isEmpty()) {
            findings.add("parent", "parent-unknown");
            return;
        }
        if (place.get().archived()) {
            findings.add("parent", "parent-archived");
            return;
        }
        if (self == null) {
            // Nothing is below a new organisation, so no ring can come about.
            return;
        }
        OrganisationId above = place.get().parent();
        while (above != null) {
            if (above.equals(self)) {
                findings.add("parent", "parent-cycle");
                return;
            }
            above = reader.lockPlace(above, mission).map(Place::parent).orElse(null);
        }
    }

    /** What was wrong when the database refused the row: what another transaction did in the meantime. */
    InvalidInputException refused(OrganisationDetails details, MissionId mission, OrganisationId changed) {
        Findings findings = new Findings("crm.organisation.error.");
        refuseTaken(GivenExternalIds.of(details.externalIds()), mission, changed, findings);
        if (details.parent() != null
                && reader.lockPlace(details.parent(), mission).isEmpty()) {
            findings.add("parent", "parent-unknown");
        }
        if (findings.isEmpty()) {
            findings.add("", "refused");
        }
        return findings.exception();
    }
}
