package org.shanyraq.crm.followup.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How follow-ups and commitments are read alike: within a scope, and with those of their links that lie within it too. */
class OwedReading {

    private final JdbcClient database;
    private final LinkedRecords records;
    private final String table;
    private final String column;

    /** @param column of the tables of links and steps that holds the id */
    OwedReading(JdbcClient database, LinkedRecords records, String table, String column) {
        this.database = database;
        this.records = records;
        this.table = table;
        this.column = column;
    }

    /** The one place that says which of them an officer may see. */
    static ScopedQuery within(ScopedQuery query, AccessScope scope, String alias) {
        return query.withinReaders(scope, alias);
    }

    /** Those of the ids that the officer may see. */
    List<UUID> visible(Collection<UUID> ids, AccessScope scope) {
        return ids.isEmpty()
                ? List.of()
                : within(ScopedQuery.select("r.id").from(table + " r"), scope, "r")
                        .oneOf("r.id", ids.stream().distinct().map(Bytes16::of).toList())
                        .list(database, (row, index) -> Bytes16.uuid(row, "id"));
    }

    /** The links of each in their order, as far as they may be seen. */
    Map<UUID, List<RecordSight>> links(List<UUID> ids, AccessScope scope) {
        Map<UUID, List<RecordRef>> linked = new HashMap<>();
        if (!ids.isEmpty()) {
            within(
                            ScopedQuery.select("r.id, l.kind, l.record_id, l.position")
                                    .from(table + "_link l join " + table + " r on r.id = l." + column),
                            scope,
                            "r")
                    .oneOf("r.id", ids.stream().map(Bytes16::of).toList())
                    .orderBy(Key.ascending("r.id"), Key.number("l.position", false))
                    .list(database, (row, index) -> linked.computeIfAbsent(
                                    Bytes16.uuid(row, "id"), none -> new ArrayList<>())
                            .add(new RecordRef(row.getString("kind"), Bytes16.uuid(row, "record_id"))));
        }
        Map<RecordRef, RecordSight> seen = records.see(
                linked.values().stream().flatMap(List::stream).distinct().toList(), scope);
        Map<UUID, List<RecordSight>> sights = new HashMap<>();
        linked.forEach((id, refs) -> sights.put(
                id, refs.stream().map(seen::get).filter(Objects::nonNull).toList()));
        return sights;
    }

    /**
     * Which of them are linked to that record: for the transaction in which it changes, whoever may see them. Also those that are being
     * linked at this moment; whoever links later finds the record as it is by then, see {@link LinkedRecords#requireAsSeen}.
     */
    List<UUID> linkedTo(RecordRef record) {
        return database.sql("select " + column + " from " + table + "_link where kind = ? and record_id = ? for update")
                .params(record.kind(), Bytes16.of(record.id()))
                .query((row, index) -> Bytes16.uuid(row, column))
                .list();
    }

    /** Which of them are linked to records that obey that list of readers; as {@link #linkedTo}. */
    List<UUID> limitedWith(UUID list) {
        return database.sql("select distinct " + column + " from " + table + "_link where readers_of = ? order by "
                        + column)
                .param(Bytes16.of(list))
                .query((row, index) -> Bytes16.uuid(row, column))
                .list();
    }

    static @Nullable LocalDate dayOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
