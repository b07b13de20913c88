package org.shanyraq.crm.followup.internal;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.shanyraq.crm.shared.LocalizedText;
import org.springframework.transaction.annotation.Transactional;

/** Finds commitments for the search box: the title is what was undertaken, the note the day. */
@Transactional(readOnly = true)
class CommitmentSearch implements SearchProvider {

    private final Access access;
    private final CommitmentReader reader;

    CommitmentSearch(Access access, CommitmentReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @Override
    public int order() {
        return 165;
    }

    @Override
    public List<SearchHit> find(String text, AccessScope scope, int limit) {
        if (!access.officer().may(Right.READ_FOLLOW_UPS)) {
            return List.of();
        }
        return reader.fitting(text, scope, limit).stream()
                .map(hit -> new SearchHit(
                        CommitmentReader.KIND,
                        hit.id(),
                        hit.mission(),
                        LocalizedText.of("en", hit.text()),
                        LocalizedText.EMPTY,
                        hit.dueOn() == null ? null : DateTimeFormatter.ISO_LOCAL_DATE.format(hit.dueOn())))
                .toList();
    }
}
