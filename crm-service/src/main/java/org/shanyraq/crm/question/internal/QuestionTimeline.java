package org.shanyraq.crm.question.internal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
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

/** Tells what somebody asked, what was asked in a dialogue, and what became of it. An asker whom the officer may not see is in none. */
class QuestionTimeline implements TimelineSource {

    private static final String NAME = "question";

    /** What was received and declined is told too: it was sent. */
    private static final String AT = "coalesce(q.closed_at, q.answered_at, q.asked_at, q.received_at)";

    private final JdbcClient database;

    QuestionTimeline(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int order() {
        return 550;
    }

    @Override
    public Right right() {
        return Right.READ_QUESTIONS;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("contact", "organisation", "dialogue");
    }

    @Override
    public List<TimelineEntry> of(RecordRef subject, @Nullable String after, int most, AccessScope scope) {
        ScopedQuery told = ScopedQuery.select("q.id, q.state, q.text, " + AT
                + " as told_at, q.asker_id, q.asker_name, c.display_name, c.sensitivity as asker_sensitivity");
        byte[] id = Bytes16.of(subject.id());
        int clearance = scope.clearance().level();
        told.from("crm_question q left join crm_contact c on c.id = q.asker_id").withinReaders(scope, "q");
        switch (subject.kind()) {
            case "contact" -> told.and("q.asker_id = ? and c.sensitivity <= ?", id, clearance);
            case "organisation" ->
                told.with(OrganisationParts.PART, id)
                        .and("q.organisation_id in (select part.id from part) and c.sensitivity <= ?", clearance);
            default -> told.and("q.dialogue_id = ?", id);
        }
        told.and("q.archived = 0")
                .orderBy(Key.time(AT, true), Key.descending("q.id"))
                .limit(most);
        if (after != null) {
            told.after(after);
        }
        return told.list(database, (row, index) -> {
            UUID asker = Bytes16.uuidOrNull(row, "asker_id");
            boolean seen = asker != null && row.getInt("asker_sensitivity") <= clearance;
            Instant at = UtcTime.instant(row, "told_at");
            return new TimelineEntry(
                    NAME,
                    row.getString("state").toLowerCase(Locale.ROOT).replace('_', '-'),
                    at,
                    Cursors.encode(List.of(UtcTime.of(at).toString(), ScopedQuery.hex(Bytes16.uuid(row, "id")))),
                    new RecordRef(NAME, Bytes16.uuid(row, "id")),
                    LocalizedText.of("en", QuestionReader.beginning(row.getString("text"))),
                    seen && asker != null ? new RecordRef("contact", asker) : null,
                    asker == null ? row.getString("asker_name") : seen ? row.getString("display_name") : null,
                    null);
        });
    }
}
