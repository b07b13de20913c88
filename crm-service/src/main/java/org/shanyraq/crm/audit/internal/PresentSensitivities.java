package org.shanyraq.crm.audit.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
            insert into crm_audit_record (record_id, sensitivity, highest) values (?, ?, ?)
            on duplicate key update sensitivity = ?, highest = greatest(highest, ?)""";

    private static final Known PUBLIC = new Known(0, 0);

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

    private record Known(int now, int highest) {}

    /**
     * Notes what the records are after these acts, in their order.
     *
     * @return of each act the sensitivity of its entry: the higher one of the states before and after it
     */
    List<Integer> note(List<Act> acts) {
        Map<UUID, Known> before = before(acts);
        Map<UUID, Known> after = new HashMap<>(before);
        List<Integer> entries = new ArrayList<>();
        for (Act act : acts) {
            int told = act.subject().sensitivity().level();
            UUID record = act.isOfPartWithOwn() ? act.subject().id().value() : act.owner();
            Known known = after.getOrDefault(record, PUBLIC);
            int own = Math.max(told, known.now());
            entries.add(Math.max(own, after.getOrDefault(act.owner(), PUBLIC).now()));
            int highest = Math.max(own, known.highest());
            if (act.tellsSensitivity()) {
                after.put(record, new Known(act.action() == AuditAction.DELETED ? highest : told, highest));
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

    private static Object[] row(UUID record, Known known) {
        return new Object[] {Bytes16.of(record), known.now(), known.highest(), known.now(), known.highest()};
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
            database.sql("select record_id, sensitivity, highest from crm_audit_record where record_id in ("
                            + ScopedQuery.marks(old.size()) + ")")
                    .params(old.stream().map(id -> (Object) Bytes16.of(id)).toList())
                    .query((row, index) -> before.put(
                            Bytes16.uuid(row, "record_id"),
                            new Known(row.getInt("sensitivity"), row.getInt("highest"))))
                    .list();
        }
        return before;
    }
}
