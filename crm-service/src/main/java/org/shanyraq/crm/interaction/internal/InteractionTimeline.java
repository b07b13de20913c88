package org.shanyraq.crm.interaction.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.interaction.InteractionState;
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

/** Tells when one was in touch with somebody, or with somebody of an organisation as they were then, and when one is to be. */
class InteractionTimeline implements TimelineSource {

    private static final String NAME = "interaction";

    /** A participant whom the officer may not see fulfils no criterion. */
    private static final String WITH = """
            crm_interaction i join (select distinct p.interaction_id from crm_interaction_participant p \
            left join crm_contact c on c.id = p.contact_id where %s and (p.contact_id is null or c.sensitivity <= ?)) w \
            on w.interaction_id = i.id""";

    private final JdbcClient database;

    InteractionTimeline(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Right right() {
        return Right.READ_INTERACTIONS;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("contact", "organisation");
    }

    @Override
    public List<TimelineEntry> of(RecordRef subject, @Nullable String after, int most, AccessScope scope) {
        ScopedQuery held = ScopedQuery.select("i.id, i.kind, i.state, i.title, i.held_at");
        byte[] id = Bytes16.of(subject.id());
        int clearance = scope.clearance().level();
        if (subject.kind().equals("contact")) {
            held.from(WITH.formatted("p.contact_id = ?"), id, clearance);
        } else {
            held.with(OrganisationParts.PART, id)
                    .from(WITH.formatted("p.organisation_id in (select part.id from part)"), clearance);
        }
        held.withinReaders(scope, "i")
                .and("i.archived = 0")
                .orderBy(Key.time("i.held_at", true), Key.descending("i.id"))
                .limit(most);
        if (after != null) {
            held.after(after);
        }
        return held.list(
                database,
                (row, index) -> new TimelineEntry(
                        NAME,
                        event(InteractionState.valueOf(row.getString("state")), row.getString("kind")),
                        UtcTime.instant(row, "held_at"),
                        Cursors.encode(List.of(
                                UtcTime.of(UtcTime.instant(row, "held_at")).toString(),
                                ScopedQuery.hex(Bytes16.uuid(row, "id")))),
                        new RecordRef(NAME, Bytes16.uuid(row, "id")),
                        LocalizedText.of("en", row.getString("title")),
                        null,
                        null,
                        null));
    }

    /** How one was in touch, or that it is still to be, or came to nothing. */
    private static String event(InteractionState state, String kind) {
        return (state == InteractionState.HELD ? kind : state.name())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
