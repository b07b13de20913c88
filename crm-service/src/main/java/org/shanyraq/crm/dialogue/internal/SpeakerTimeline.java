package org.shanyraq.crm.dialogue.internal;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Cursors;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.TimelineSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells in which dialogues somebody spoke or is to speak, once for each, when it begins. */
class SpeakerTimeline implements TimelineSource {

    private final JdbcClient database;

    SpeakerTimeline(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "dialogue";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Right right() {
        return Right.READ_DIALOGUES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("contact");
    }

    @Override
    public List<TimelineEntry> of(RecordRef subject, @Nullable String after, int most, AccessScope scope) {
        ScopedQuery dialogues = ScopedQuery.select("d.id, d.theme, d.state, d.starts_at, c.display_name")
                .from("crm_dialogue d join crm_contact c on c.id = ?", Bytes16.of(subject.id()))
                .within(scope, "d")
                .within(scope, "c")
                .and(
                        "d.state <> 'CANCELLED' and exists (select 1 from crm_speaker s where s.contact_id = c.id and s.dialogue_id = d.id)")
                .orderBy(Key.time("d.starts_at", true), Key.descending("d.id"))
                .limit(most);
        if (after != null) {
            dialogues.after(after);
        }
        return dialogues.list(
                database,
                (row, index) -> new TimelineEntry(
                        "dialogue",
                        DialogueState.valueOf(row.getString("state")) == DialogueState.HELD ? "spoke" : "speaks",
                        UtcTime.instant(row, "starts_at"),
                        Cursors.encode(List.of(
                                UtcTime.of(UtcTime.instant(row, "starts_at")).toString(),
                                ScopedQuery.hex(Bytes16.uuid(row, "id")))),
                        new RecordRef("dialogue", Bytes16.uuid(row, "id")),
                        JsonText.readLocalized(row.getString("theme")),
                        subject,
                        row.getString("display_name"),
                        null));
    }
}
