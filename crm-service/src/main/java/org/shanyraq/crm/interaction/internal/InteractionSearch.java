package org.shanyraq.crm.interaction.internal;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.interaction.InteractionSummary;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.shanyraq.crm.shared.LocalizedText;
import org.springframework.transaction.annotation.Transactional;

/** Finds interactions for the search box by the words of subject and summary: the detail is who took part, the note the day. */
@Transactional(readOnly = true)
class InteractionSearch implements SearchProvider {

    private final Access access;
    private final InteractionReader reader;

    InteractionSearch(Access access, InteractionReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @Override
    public int order() {
        return 160;
    }

    @Override
    public List<SearchHit> find(String text, AccessScope scope, int limit) {
        if (!access.officer().may(Right.READ_INTERACTIONS)) {
            return List.of();
        }
        return reader.fitting(text, scope, limit).stream()
                .map(found -> new SearchHit(
                        InteractionReader.KIND,
                        found.id(),
                        found.mission(),
                        LocalizedText.of("en", found.title()),
                        people(found),
                        DateTimeFormatter.ISO_LOCAL_DATE.format(found.day())))
                .toList();
    }

    private static LocalizedText people(InteractionSummary found) {
        return found.participants().isEmpty()
                ? LocalizedText.EMPTY
                : LocalizedText.of("en", String.join(", ", found.participants()));
    }
}
