package org.shanyraq.crm.followup.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Cursors;
import org.shanyraq.crm.shared.internal.OrganisationParts;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.TimelineSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells what became of follow-ups, or of commitments, that are linked to a record: each state that they came to. */
class OwedTimeline implements TimelineSource {

    private final JdbcClient database;
    private final String kind;
    private final String table;
    private final String column;
    private final int order;

    /**
     * @param kind as in the audit trail; also the name of the source
     * @param table of the records, which those of their links and steps begin with
     * @param column of those that holds the id
     */
    OwedTimeline(JdbcClient database, String kind, String table, String column, int order) {
        this.database = database;
        this.kind = kind;
        this.table = table;
        this.column = column;
        this.order = order;
    }

    @Override
    public String name() {
        return kind;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public Right right() {
        return Right.READ_FOLLOW_UPS;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("contact", "organisation", "dialogue");
    }

    @Override
    public List<TimelineEntry> of(RecordRef subject, @Nullable String after, int most, AccessScope scope) {
        // Of an organisation also what is linked to its parts.
        boolean whole = subject.kind().equals("organisation");
        byte[] id = Bytes16.of(subject.id());
        List<Object> linked = whole ? List.of(subject.kind()) : List.of(subject.kind(), id);
        ScopedQuery steps = OwedReading.within(
                        ScopedQuery.select("r.id, r.text, s.state, s.at, s.position, s.by_name")
                                .from(table + " r join " + table + "_step s on s." + column + " = r.id"),
                        scope,
                        "r")
                .and(
                        "exists (select 1 from " + table + "_link l where l." + column + " = r.id and l.kind = ? and "
                                + (whole ? "l.record_id in (select part.id from part)" : "l.record_id = ?") + ")",
                        linked.toArray())
                .orderBy(Key.time("s.at", true), Key.number("s.position", true), Key.descending("r.id"))
                .limit(most);
        if (whole) {
            steps.with(OrganisationParts.PART, id);
        }
        if (after != null) {
            steps.after(after);
        }
        return steps.list(
                database,
                (row, index) -> new TimelineEntry(
                        kind,
                        row.getString("state").toLowerCase(Locale.ROOT),
                        UtcTime.instant(row, "at"),
                        Cursors.encode(List.of(
                                UtcTime.of(UtcTime.instant(row, "at")).toString(),
                                Integer.toString(row.getInt("position")),
                                ScopedQuery.hex(Bytes16.uuid(row, "id")))),
                        new RecordRef(kind, Bytes16.uuid(row, "id")),
                        LocalizedText.of("en", row.getString("text")),
                        null,
                        null,
                        row.getString("by_name")));
    }
}
