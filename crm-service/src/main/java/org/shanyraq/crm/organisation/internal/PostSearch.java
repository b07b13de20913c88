package org.shanyraq.crm.organisation.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds posts for the search box: the title is empty when only the role names the post, the detail is the organisation, the
 * note the code of the role.
 */
@Transactional(readOnly = true)
class PostSearch implements SearchProvider {

    private final PostReader reader;
    private final Clock clock;

    PostSearch(PostReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public List<SearchHit> find(String text, AccessScope scope, int limit) {
        return reader.fitting(text, LocalDate.now(clock), scope, limit).stream()
                .map(post -> new SearchHit(
                        PostReader.KIND,
                        post.id(),
                        post.mission(),
                        post.details().title(),
                        post.organisationNames(),
                        post.details().role().code()))
                .toList();
    }
}
