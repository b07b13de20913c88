package org.shanyraq.crm.audit.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How sensitive each record is now, as the trail is told with each act. Kept beside the chain, so that the log asks one table
 * whatever features there are. What has no row was always public.
 */
class PresentSensitivities {

    private static final String KEEP = """
            insert into crm_audit_record (record_id, sensitivity, highest, readers_of) values (?, ?, ?, ?)
            on duplicate key update sensitivity = ?, highest = greatest(highest, ?), readers_of = ?""";

    private static final Known PUBLIC = new Known(0, 0, null);

    private final JdbcClient database;
    private final JdbcTemplate batches;

    PresentSensitivities(JdbcTemplate jdbc) {
        this.database = JdbcClient.create(jdbc);
        this.batches = jdbc;
    }

    record Act(AuditSubject subject, AuditAction action) {

        /** What the sensitivity belongs to. */
        UUID owner() {
            EntityId whole = subject.within();
            return (whole == null ? subject.id() : whole).value();
        }

        boolean isOfPart() {
            return subject.within() != null;
        }

        /** Whether it is of a part whose sensitivity is kept beside that of the whole. */
        boolean isOfPartWithOwn() {
            return isOfPart() && subject.id().equals(subject.about());
        }

        /** What it tells the sensitivity of: the record itself, unless that is a part which has none of its own. */
        boolean tellsSensitivity() {
            return isWrite() && (!isOfPart() || isOfPartWithOwn());
        }

        /** Whether the record was written, and not only looked at, so that what is told of it is its present state. */
        boolean isWrite() {
            return action != AuditAction.VIEWED && action != AuditAction.EXPORTED;
        }
    }

    private record Known(int now, int highest, @Nullable UUID readersOf) {}

    /** Who sees an entry: as sensitive it is, and limited to the readers on the list of that record. */
    record Seen(int sensitivity, @Nullable UUID readersOf) {}

    /**
     * Notes what the records are after these acts, in their order.
     *
     * @return of each act who sees its entry: by the higher sensitivity of the states before and after it, and limited when either was
     */
    List<Seen> note(List<Act> acts) {
        Map<UUID, Known> before = before(acts);
        Map<UUID, Known> after = new HashMap<>(before);
        List<Seen> entries = new ArrayList<>();
        for (Act act : acts) {
            int told = act.subject().sensitivity().level();
            UUID record = act.isOfPartWithOwn() ? act.subject().id().value() : act.owner();
            Known known = after.getOrDefault(record, PUBLIC);
            int own = Math.max(told, known.now());
            Known owner = after.getOrDefault(act.owner(), PUBLIC);
            UUID readers = act.subject().readersOf();
            entries.add(new Seen(
                    Math.max(own, owner.now()),
                    readers != null ? readers : firstOf(known.readersOf(), owner.readersOf())));
            int highest = Math.max(own, known.highest());
            if (act.tellsSensitivity()) {
                after.put(record, new Known(act.action() == AuditAction.DELETED ? highest : told, highest, readers));
            }
        }
        after.entrySet().removeIf(kept -> kept.getValue().equals(before.getOrDefault(kept.getKey(), PUBLIC)));
        if (!after.isEmpty()) {
            batches.batchUpdate(
                    KEEP,
                    after.entrySet().stream()
                            .map(kept -> row(kept.getKey(), kept.getValue()))
                            .toList());
        }
        return entries;
    }

    private static @Nullable UUID firstOf(@Nullable UUID first, @Nullable UUID second) {
        return first != null ? first : second;
    }

    private static @Nullable Object[] row(UUID record, Known known) {
        byte[] readers = known.readersOf() == null ? null : Bytes16.of(known.readersOf());
        return new @Nullable Object[] {
            Bytes16.of(record), known.now(), known.highest(), readers, known.now(), known.highest(), readers
        };
    }

    private Map<UUID, Known> before(List<Act> acts) {
        Set<UUID> old = new HashSet<>();
        for (Act act : acts) {
            if (act.isOfPart() || act.action() != AuditAction.CREATED) {
                old.add(act.owner());
            }
            if (act.isOfPartWithOwn() && act.action() != AuditAction.CREATED) {
                old.add(act.subject().id().value());
            }
        }
        Map<UUID, Known> before = new HashMap<>();
        if (!old.isEmpty()) {
            database.sql("select record_id, sensitivity, highest, readers_of from crm_audit_record where record_id in ("
                            + ScopedQuery.marks(old.size()) + ")")
                    .params(old.stream().map(id -> (Object) Bytes16.of(id)).toList())
                    .query((row, index) -> before.put(
                            Bytes16.uuid(row, "record_id"),
                            new Known(
                                    row.getInt("sensitivity"),
                                    row.getInt("highest"),
                                    Bytes16.uuidOrNull(row, "readers_of"))))
                    .list();
        }
        return before;
    }
}
