package org.shanyraq.crm.attendance.internal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Cursors;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.OrganisationParts;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.TimelineSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells who came to which dialogue; of walk-ins whom nobody knows yet the name. */
class DoorTimeline implements TimelineSource {

    private final JdbcClient database;

    DoorTimeline(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "attendance";
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Right right() {
        return Right.READ_DIALOGUES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("contact", "organisation", "dialogue");
    }

    @Override
    public List<TimelineEntry> of(RecordRef subject, @Nullable String after, int most, AccessScope scope) {
        ScopedQuery arrivals = ScopedQuery.select(
                        "a.id, a.came_at, a.came_by_name, a.name, d.id as dialogue, d.theme, c.id as contact, c.display_name")
                .from("crm_attendance a join crm_dialogue d on d.id = a.dialogue_id")
                .from(
                        "left join crm_contact c on c.id = a.contact_id"
                                + " left join crm_invitation g on g.id = a.invitation_id left join crm_contact h on h.id = g.contact_id")
                .within(scope, "d")
                .and("a.present = 1")
                // Whom a guest brings is as hidden as the guest.
                .and(
                        "(a.contact_id is null or c.sensitivity <= ?) and (h.id is null or h.sensitivity <= ?)",
                        scope.clearance().level(),
                        scope.clearance().level())
                .orderBy(Key.time("a.came_at", true), Key.descending("a.id"))
                .limit(most);
        byte[] id = Bytes16.of(subject.id());
        switch (subject.kind()) {
            case "contact" -> arrivals.and("a.contact_id = ?", id);
            case "dialogue" -> arrivals.and("a.dialogue_id = ?", id);
            default -> arrivals.with(OrganisationParts.PART, id).and("a.organisation_id in (select part.id from part)");
        }
        if (after != null) {
            arrivals.after(after);
        }
        return arrivals.list(database, (row, index) -> {
            UUID contact = Bytes16.uuidOrNull(row, "contact");
            return new TimelineEntry(
                    "attendance",
                    "came",
                    UtcTime.instant(row, "came_at"),
                    Cursors.encode(List.of(
                            UtcTime.of(UtcTime.instant(row, "came_at")).toString(),
                            ScopedQuery.hex(Bytes16.uuid(row, "id")))),
                    new RecordRef("dialogue", Bytes16.uuid(row, "dialogue")),
                    JsonText.readLocalized(row.getString("theme")),
                    contact == null ? null : new RecordRef("contact", contact),
                    contact == null ? row.getString("name") : row.getString("display_name"),
                    row.getString("came_by_name"));
        });
    }
}
