package org.shanyraq.crm.contact.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.ArchivedRows;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads segments in plain SQL, always within a scope. A saved query is seen by whoever may also see the tag or list that it asks for. */
class SegmentReader {

    /** Kind of record in the audit trail. */
    static final String KIND = "segment";

    private final JdbcClient database;

    SegmentReader(JdbcClient database) {
        this.database = database;
    }

    Optional<SegmentView> view(SegmentId id, AccessScope scope) {
        return visible("s.*", scope).and("s.id = ?", Bytes16.of(id)).optional(database, (row, index) -> read(row));
    }

    List<SegmentView> views(Collection<SegmentId> ids, AccessScope scope) {
        return ids.isEmpty()
                ? List.of()
                : visible("s.*", scope)
                        .and(
                                "s.id in (" + ScopedQuery.marks(ids.size()) + ")",
                                Bytes16.of(ids).toArray())
                        .orderBy(Key.ascending("s.name"), Key.ascending("s.id"))
                        .list(database, (row, index) -> read(row));
    }

    Slice<SegmentView> list(@Nullable SegmentKind kind, Archived archived, AccessScope scope, Paging paging) {
        ScopedQuery wanted = visible("s.*", scope);
        ArchivedRows.ask(wanted, archived, "s");
        if (kind != null) {
            wanted.and("s.kind = ?", kind.name());
        }
        return wanted.orderBy(Key.ascending("s.name"), Key.ascending("s.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> read(row),
                        segment -> List.of(
                                segment.details().name(),
                                ScopedQuery.hex(segment.id().value())));
    }

    List<SegmentView> beginning(Collection<SegmentKind> kinds, String text, AccessScope scope, int limit) {
        String begun =
                Segment.folded(text).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return visible("s.*", scope)
                .and("s.archived = 0 and s.folded like ? escape '!'", begun)
                .oneOf("s.kind", kinds.stream().map(SegmentKind::name).toList())
                .orderBy(Key.ascending("s.name"), Key.ascending("s.id"))
                .limit(limit)
                .list(database, (row, index) -> read(row));
    }

    /** Those of these kinds and that name, archived ones among them. */
    List<SegmentView> named(Collection<SegmentKind> kinds, String name, AccessScope scope) {
        return visible("s.*", scope)
                .and("s.folded = ?", Segment.folded(name))
                .oneOf("s.kind", kinds.stream().map(SegmentKind::name).toList())
                .orderBy(Key.ascending("s.id"))
                .list(database, (row, index) -> read(row));
    }

    /** The living tags of the contact and the lists it is on. */
    List<SegmentView> of(ContactId contact, AccessScope scope) {
        return ScopedQuery.select("s.*")
                .from("crm_segment_member b join crm_segment s on s.id = b.segment_id")
                .within(scope, "s")
                .and("b.contact_id = ? and s.archived = 0", Bytes16.of(contact))
                .orderBy(new Key("s.kind", true), Key.ascending("s.name"), Key.ascending("s.id"))
                .list(database, (row, index) -> read(row));
    }

    /** How many living contacts of the scope are in each of the segments, which were found within the scope before. */
    Map<SegmentId, Long> counts(List<SegmentId> ids, AccessScope scope, long limit) {
        Map<SegmentId, Long> counts = new LinkedHashMap<>();
        if (ids.isEmpty() || scope.missions().isEmpty()) {
            ids.forEach(id -> counts.put(id, 0L));
            return counts;
        }
        String one =
                "(select count(*) from (select 1 from crm_segment_member b join crm_contact c on c.id = b.contact_id"
                        + " where b.segment_id = ? and c.archived = 0 and c.sensitivity <= ? and c.mission_id in ("
                        + ScopedQuery.marks(scope.missions().size()) + ") limit " + limit + ") counted)";
        List<Object> values = new ArrayList<>();
        for (SegmentId id : ids) {
            values.add(Bytes16.of(id));
            values.add(scope.clearance().level());
            values.addAll(Bytes16.of(scope.missions()));
        }
        database.sql("select " + ids.stream().map(id -> one).collect(Collectors.joining(", ")))
                .params(values)
                .query((row, index) -> {
                    for (int i = 0; i < ids.size(); i++) {
                        counts.put(ids.get(i), row.getLong(i + 1));
                    }
                    return index;
                })
                .single();
        return counts;
    }

    private static ScopedQuery visible(String columns, AccessScope scope) {
        return ScopedQuery.select(columns)
                .from("crm_segment s left join crm_segment a on a.id = s.asked_segment_id")
                .within(scope, "s")
                .and("(a.id is null or a.sensitivity <= ?)", scope.clearance().level());
    }

    private static SegmentView read(ResultSet row) throws SQLException {
        String query = row.getString("query");
        return new SegmentView(
                new SegmentId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new SegmentDetails(
                        SegmentKind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getString("description"),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        query == null ? null : JsonText.read(query, ContactQuery.class)),
                row.getBoolean("archived"),
                UtcTime.instant(row, "created_at"),
                UtcTime.instant(row, "changed_at"));
    }
}
