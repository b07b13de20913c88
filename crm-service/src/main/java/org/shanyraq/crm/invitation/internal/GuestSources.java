package org.shanyraq.crm.invitation.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestSource;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
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

    record SourceId(UUID value) implements EntityId {

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** A source with the id under which its own history is kept. */
    record Kept(SourceId id, GuestSource source) {}

    /**
     * Those that the scope lets see, in the order in which they were chosen; at most {@link Paging#MAX_SIZE}. As everywhere, a saved query is
     * seen by whoever may also see the tag or list that it asks for.
     */
    List<Kept> of(DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select(
                        "g.id, g.segment_id, s.name, s.sensitivity, s.archived, g.chosen_by_name, g.chosen_at")
                .from(
                        "crm_guest_source g join crm_dialogue d on d.id = g.dialogue_id join crm_segment s on s.id = g.segment_id"
                                + " left join crm_segment a on a.id = s.asked_segment_id")
                .within(scope, "d")
                .within(scope, "s")
                .and("(a.id is null or a.sensitivity <= ?)", scope.clearance().level())
                .and("g.dialogue_id = ?", Bytes16.of(dialogue))
                .orderBy(Key.time("g.chosen_at", false), Key.bytes("g.id", false))
                .limit(Paging.MAX_SIZE)
                .list(
                        database,
                        (row, index) -> new Kept(
                                new SourceId(Bytes16.uuid(row, "id")),
                                new GuestSource(
                                        new SegmentId(Bytes16.uuid(row, "segment_id")),
                                        row.getString("name"),
                                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                                        row.getBoolean("archived"),
                                        row.getString("chosen_by_name"),
                                        UtcTime.instant(row, "chosen_at"))));
    }

    /**
     * Call it while the dialogue is locked.
     *
     * @return what is kept now, unless it was kept before
     */
    Optional<Kept> add(DialogueId dialogue, SegmentView segment, Officer officer, Instant now) {
        boolean known = database.sql("select count(*) from crm_guest_source where dialogue_id = ? and segment_id = ?")
                        .param(Bytes16.of(dialogue))
                        .param(Bytes16.of(segment.id()))
                        .query(Integer.class)
                        .single()
                > 0;
        return known
                ? Optional.empty()
                : Optional.of(keep(
                        dialogue,
                        new GuestSource(
                                segment.id(),
                                segment.details().name(),
                                segment.details().sensitivity(),
                                segment.archived(),
                                officer.name(),
                                now)));
    }

    /** Gives a dialogue that has none those of another one, with who chose them and when. */
    List<Kept> copy(List<Kept> originals, DialogueId made) {
        List<Kept> copies = new ArrayList<>();
        originals.forEach(original -> copies.add(keep(made, original.source())));
        return copies;
    }

    private Kept keep(DialogueId dialogue, GuestSource source) {
        SourceId id = new SourceId(Ids.next());
        database.sql(
                        "insert into crm_guest_source (id, dialogue_id, segment_id, chosen_by_name, chosen_at) values (?, ?, ?, ?, ?)")
                .param(Bytes16.of(id))
                .param(Bytes16.of(dialogue))
                .param(Bytes16.of(source.segment()))
                .param(source.chosenBy())
                .param(UtcTime.of(source.chosenAt()))
                .update();
        return new Kept(id, source);
    }

    void remove(SourceId id) {
        database.sql("delete from crm_guest_source where id = ?")
                .param(Bytes16.of(id))
                .update();
    }
}
