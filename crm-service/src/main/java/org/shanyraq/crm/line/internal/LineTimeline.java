package org.shanyraq.crm.line.internal;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.line.LineUse;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Cursors;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.TimelineSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells which lines were said to somebody, or during a dialogue. */
class LineTimeline implements TimelineSource {

    private final JdbcClient database;

    LineTimeline(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "line";
    }

    @Override
    public int order() {
        return 600;
    }

    @Override
    public Right right() {
        return Right.READ_LINES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("contact", "dialogue");
    }

    @Override
    public List<TimelineEntry> of(RecordRef subject, @Nullable String after, int most, AccessScope scope) {
        ScopedQuery uses = LineReader.uses(scope).limit(most);
        byte[] id = Bytes16.of(subject.id());
        if (subject.kind().equals("contact")) {
            uses.and("u.contact_id = ?", id);
        } else {
            uses.and("u.record_id = ? and u.record_kind = ?", id, subject.kind());
        }
        if (after != null) {
            uses.after(after);
        }
        return uses.list(database, (row, index) -> told(LineReader.use(row)));
    }

    private static TimelineEntry told(LineUse use) {
        return new TimelineEntry(
                "line",
                "used",
                use.at(),
                Cursors.encode(List.of(UtcTime.of(use.at()).toString(), ScopedQuery.hex(use.id()))),
                new RecordRef(LineReader.KIND, use.line().value()),
                use.question(),
                use.contact() == null
                        ? null
                        : new RecordRef("contact", use.contact().value()),
                use.contactName(),
                use.by());
    }
}
