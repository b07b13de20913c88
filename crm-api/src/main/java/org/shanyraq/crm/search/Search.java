package org.shanyraq.crm.search;

import java.util.List;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;

/** The one search box. */
@Facade
public interface Search {

    /**
     * What fits the text: people first, then organisations and posts, each best first.
     *
     * @param text at least two characters; fewer find nothing
     * @param limitPerKind 1 to 50
     */
    @Requires(Right.READ_DIRECTORY)
    List<SearchHit> find(String text, int limitPerKind);
}
