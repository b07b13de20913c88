package org.shanyraq.crm.line.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineSummary;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.shanyraq.crm.shared.LocalizedText;
import org.springframework.transaction.annotation.Transactional;

/** Finds lines in use for the search box: those that have all the words, in one language; the title is the question. */
@Transactional(readOnly = true)
class LineSearch implements SearchProvider {

    /** So many are looked through for those that have all the words. */
    private static final int MOST = 200;

    private final Access access;
    private final LineReader reader;
    private final LineIndex index;
    private final Clock clock;

    LineSearch(Access access, LineReader reader, LineIndex index, Clock clock) {
        this.access = access;
        this.reader = reader;
        this.index = index;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public List<SearchHit> find(String text, AccessScope scope, int limit) {
        if (!access.officer().may(Right.READ_LINES)) {
            return List.of();
        }
        LocalDate today = LocalDate.now(clock);
        List<LineId> found = index.find(text, today, MOST, scope).stream()
                .filter(LineIndex.Hit::whole)
                .map(LineIndex.Hit::line)
                .limit(limit)
                .toList();
        Map<LineId, LineSummary> lines = reader.summaries(found, today, scope).stream()
                .collect(Collectors.toMap(LineSummary::id, Function.identity()));
        return found.stream()
                .map(lines::get)
                .filter(Objects::nonNull)
                .map(line -> new SearchHit(
                        LineReader.KIND, line.id(), line.mission(), line.question(), LocalizedText.EMPTY, null))
                .toList();
    }
}
