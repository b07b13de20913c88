package org.shanyraq.crm.contact.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is in tags and lists. To be asked while the segment is locked, and for contacts that the officer may see. */
class SegmentMembers {

    private static final int AT_ONCE = 500;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Clock clock;

    SegmentMembers(JdbcTemplate jdbc, Clock clock) {
        this.database = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.clock = clock;
    }

    /** @return those who were not in it before, each with the id of what was made */
    Map<ContactId, MemberId> add(SegmentId segment, List<ContactId> contacts) {
        Map<ContactId, MemberId> added = new LinkedHashMap<>();
        for (List<ContactId> some : Portions.of(contacts, AT_ONCE)) {
            Set<ContactId> there = new HashSet<>(find(segment, some).keySet());
            for (ContactId contact : some) {
                if (there.add(contact)) {
                    added.put(contact, new MemberId(Ids.next()));
                }
            }
        }
        List<Object[]> rows = new ArrayList<>();
        added.forEach((contact, member) -> rows.add(
                new Object[] {Bytes16.of(member), Bytes16.of(segment), Bytes16.of(contact), UtcTime.of(clock.instant())
                }));
        batches.batchUpdate(
                "insert into crm_segment_member (id, segment_id, contact_id, added_at) values (?, ?, ?, ?)", rows);
        return added;
    }

    /** @return those who were in it, each with the id of what is no more */
    Map<ContactId, MemberId> remove(SegmentId segment, List<ContactId> contacts) {
        Map<ContactId, MemberId> removed = new HashMap<>();
        for (List<ContactId> some : Portions.of(contacts, AT_ONCE)) {
            removed.putAll(find(segment, some));
        }
        batches.batchUpdate(
                "delete from crm_segment_member where id = ?",
                removed.values().stream()
                        .map(member -> new Object[] {Bytes16.of(member)})
                        .toList());
        return removed;
    }

    private Map<ContactId, MemberId> find(SegmentId segment, List<ContactId> contacts) {
        Map<ContactId, MemberId> found = new HashMap<>();
        List<Object> values = new ArrayList<>(List.of(Bytes16.of(segment)));
        values.addAll(Bytes16.of(contacts));
        // What was committed until the segment was locked counts, also in a transaction that began before.
        database.sql("select id, contact_id from crm_segment_member where segment_id = ? and contact_id in ("
                        + ScopedQuery.marks(contacts.size()) + ") lock in share mode")
                .params(values)
                .query(row -> {
                    found.put(new ContactId(Bytes16.uuid(row, "contact_id")), new MemberId(Bytes16.uuid(row, "id")));
                });
        return found;
    }

    /** Id of one being in one segment, which the audit trail tells of. */
    record MemberId(UUID value) implements EntityId {

        @Override
        public String toString() {
            return value.toString();
        }
    }
}
