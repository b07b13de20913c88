package org.shanyraq.crm.search;

import java.util.List;
import org.shanyraq.crm.access.AccessScope;

/** SPI: a feature answers for its own records, within the scope, best first. */
public interface SearchProvider {

    /** Position among the providers: lower comes first. */
    int order();

    List<SearchHit> find(String text, AccessScope scope, int limit);
}
