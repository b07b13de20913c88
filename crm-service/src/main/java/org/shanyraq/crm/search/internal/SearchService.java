package org.shanyraq.crm.search.internal;

import java.util.Comparator;
import java.util.List;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.shanyraq.crm.shared.InvalidInputException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class SearchService implements Search {

    private static final int MOST = 50;

    private final Access access;
    private final List<SearchProvider> providers;

    SearchService(Access access, List<SearchProvider> providers) {
        this.access = access;
        this.providers = providers.stream()
                .sorted(Comparator.comparingInt(SearchProvider::order))
                .toList();
    }

    @Override
    public List<SearchHit> find(String text, int limitPerKind) {
        if (limitPerKind < 1 || limitPerKind > MOST) {
            throw InvalidInputException.of("limitPerKind", "crm.error.page-size", MOST);
        }
        AccessScope scope = access.scope();
        String wanted = text.strip();
        if (wanted.codePointCount(0, wanted.length()) < 2) {
            return List.of();
        }
        return providers.stream()
                .flatMap(provider -> provider.find(wanted, scope, limitPerKind).stream())
                .toList();
    }
}
