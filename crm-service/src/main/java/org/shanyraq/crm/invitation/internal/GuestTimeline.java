package org.shanyraq.crm.invitation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.invitation.InvitationState;
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

/** Tells who was invited to which dialogue, and how the guests answered last. */
class GuestTimeline implements TimelineSource {

    /** Who was invited, and then who answered, of the invitations of {@code %1$s}. */
    private static final String EVENTS = """
            (select id, contact_id, dialogue_id, state, 0 as step, invited_at as at from crm_invitation where %1$s and invited_at is not null
             union all
             select id, contact_id, dialogue_id, state, 1, answered_at from crm_invitation where %1$s and answered_at is not null) i
            join crm_dialogue d on d.id = i.dialogue_id join crm_contact c on c.id = i.contact_id""";

    private final JdbcClient database;

    GuestTimeline(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "invitation";
    }

    @Override
    public int order() {
        return 100;
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
        ScopedQuery events = ScopedQuery.select(
                "i.id, i.state, i.step, i.at, d.id as dialogue, d.theme, c.id as contact, c.display_name");
        byte[] id = Bytes16.of(subject.id());
        String which =
                switch (subject.kind()) {
                    case "contact" -> "contact_id = ?";
                    case "dialogue" -> "dialogue_id = ?";
                    default -> "organisation_id in (select part.id from part)";
                };
        if (subject.kind().equals("organisation")) {
            events.with(OrganisationParts.PART, id).from(EVENTS.formatted(which));
        } else {
            events.from(EVENTS.formatted(which), new ArrayList<Object>(Collections.nCopies(2, id)).toArray());
        }
        events.within(scope, "d")
                .within(scope, "c")
                .orderBy(Key.time("i.at", true), Key.number("i.step", true), Key.descending("i.id"))
                .limit(most);
        if (after != null) {
            events.after(after);
        }
        return events.list(database, (row, index) -> told(row));
    }

    private static TimelineEntry told(ResultSet row) throws SQLException {
        return new TimelineEntry(
                "invitation",
                row.getInt("step") == 0 ? "invited" : answer(InvitationState.valueOf(row.getString("state"))),
                UtcTime.instant(row, "at"),
                Cursors.encode(List.of(
                        UtcTime.of(UtcTime.instant(row, "at")).toString(),
                        Integer.toString(row.getInt("step")),
                        ScopedQuery.hex(Bytes16.uuid(row, "id")))),
                new RecordRef("dialogue", Bytes16.uuid(row, "dialogue")),
                JsonText.readLocalized(row.getString("theme")),
                new RecordRef("contact", Bytes16.uuid(row, "contact")),
                row.getString("display_name"),
                null);
    }

    /** How the guest answered, as far as the state of the invitation still tells. */
    private static String answer(InvitationState state) {
        return switch (state) {
            case ACCEPTED, DECLINED, TENTATIVE, DELEGATING, REPRESENTED -> state.code();
            case WAITING, OFFERED, LAPSED -> InvitationState.WAITING.code();
            default -> "answered";
        };
    }
}
