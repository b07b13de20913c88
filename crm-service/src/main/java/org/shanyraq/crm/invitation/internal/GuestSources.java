package org.shanyraq.crm.invitation.internal;

import java.time.Instant;
import java.util.List;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestSource;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps from which tags, lists and saved queries the guests of dialogues were chosen, so that a later dialogue can be filled by the same rules. */
class GuestSources {

    private final JdbcClient database;

    GuestSources(JdbcClient database) {
        this.database = database;
    }

    /** Those that the scope lets see, in the order in which they were chosen; at most {@link Paging#MAX_SIZE}. */
    List<GuestSource> of(DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select("g.segment_id, s.name, s.sensitivity, s.archived, g.chosen_by_name, g.chosen_at")
                .from(
                        "crm_guest_source g join crm_dialogue d on d.id = g.dialogue_id join crm_segment s on s.id = g.segment_id")
                .within(scope, "d")
                .within(scope, "s")
                .and("g.dialogue_id = ?", Bytes16.of(dialogue))
                .orderBy(Key.time("g.chosen_at", false), Key.bytes("g.segment_id", false))
                .limit(Paging.MAX_SIZE)
                .list(
                        database,
                        (row, index) -> new GuestSource(
                                new SegmentId(Bytes16.uuid(row, "segment_id")),
                                row.getString("name"),
                                Sensitivity.ofLevel(row.getInt("sensitivity")),
                                row.getBoolean("archived"),
                                row.getString("chosen_by_name"),
                                UtcTime.instant(row, "chosen_at")));
    }

    /**
     * Call it while the dialogue is locked.
     *
     * @return whether it was none before
     */
    boolean add(DialogueId dialogue, SegmentId segment, Officer officer, Instant now) {
        boolean known = database.sql("select count(*) from crm_guest_source where dialogue_id = ? and segment_id = ?")
                        .param(Bytes16.of(dialogue))
                        .param(Bytes16.of(segment))
                        .query(Integer.class)
                        .single()
                > 0;
        if (!known) {
            database.sql(
                            "insert into crm_guest_source (dialogue_id, segment_id, chosen_by_name, chosen_at) values (?, ?, ?, ?)")
                    .param(Bytes16.of(dialogue))
                    .param(Bytes16.of(segment))
                    .param(officer.name())
                    .param(UtcTime.of(now))
                    .update();
        }
        return !known;
    }

    void remove(DialogueId dialogue, SegmentId segment) {
        database.sql("delete from crm_guest_source where dialogue_id = ? and segment_id = ?")
                .param(Bytes16.of(dialogue))
                .param(Bytes16.of(segment))
                .update();
    }

    /** Gives a dialogue those of another one, with who chose them and when. */
    void copy(DialogueId original, DialogueId made) {
        database.sql(
                        "insert into crm_guest_source (dialogue_id, segment_id, chosen_by_name, chosen_at)"
                                + " select ?, segment_id, chosen_by_name, chosen_at from crm_guest_source where dialogue_id = ?")
                .param(Bytes16.of(made))
                .param(Bytes16.of(original))
                .update();
    }
}
