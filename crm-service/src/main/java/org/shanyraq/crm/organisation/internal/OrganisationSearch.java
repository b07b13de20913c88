package org.shanyraq.crm.organisation.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.shanyraq.crm.shared.LocalizedText;
import org.springframework.transaction.annotation.Transactional;

/** Finds organisations for the search box: the detail is what they are part of, the note their acronym. */
@Transactional(readOnly = true)
class OrganisationSearch implements SearchProvider {

    private final OrganisationReader reader;

    OrganisationSearch(OrganisationReader reader) {
        this.reader = reader;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public List<SearchHit> find(String text, AccessScope scope, int limit) {
        List<OrganisationSummary> found = reader.suggest(text, scope, limit);
        Map<OrganisationId, LocalizedText> parents = reader.names(
                found.stream()
                        .map(OrganisationSummary::parent)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                scope);
        return found.stream()
                .map(organisation -> new SearchHit(
                        OrganisationReader.KIND,
                        organisation.id(),
                        organisation.mission(),
                        organisation.names(),
                        Optional.ofNullable(organisation.parent())
                                .map(parents::get)
                                .orElse(LocalizedText.EMPTY),
                        organisation.acronym()))
                .toList();
    }
}
