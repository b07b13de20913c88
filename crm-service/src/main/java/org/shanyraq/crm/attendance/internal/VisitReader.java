package org.shanyraq.crm.attendance.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.attendance.DialogueFigures;
import org.shanyraq.crm.attendance.Visit;
import org.shanyraq.crm.attendance.VisitFigure;
import org.shanyraq.crm.attendance.VisitFigures;
import org.shanyraq.crm.attendance.VisitQuery;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.OrganisationParts;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads invitations and arrivals together, in plain SQL: of dialogues that were held, each contact once, and each arrival of whom there is no contact.
 * What a figure counts is said once
 * ({@link #condition}), for the figure and for the list behind it.
 */
class VisitReader {

    private static final String INVITED = Arrays.stream(InvitationState.values())
            .filter(InvitationState::invited)
            .map(state -> "'" + state.name() + "'")
            .collect(Collectors.joining(", "));

    /** Whether the guest had a seat when the dialogue began: what is said after that changes nothing of it. */
    private static final String SEAT =
            "coalesce(v.state = 'ACCEPTED' or (v.state in (" + INVITED + ") and v.left_at >= d.starts_at), 0)";

    private final JdbcClient database;
    private final String lately;
    private final String forLong;

    VisitReader(JdbcClient database, Duration late, Duration held) {
        this.database = database;
        this.lately = "d.starts_at - interval " + late.toSeconds() + " second";
        this.forLong = "v.accepted_at + interval " + held.toSeconds() + " second";
    }

    boolean isVisible(String table, EntityId id, AccessScope scope) {
        return ScopedQuery.select("1")
                .from(table + " s")
                .within(scope, "s")
                .and("s.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> index)
                .isPresent();
    }

    boolean isOrganisation(EntityId id, AccessScope scope) {
        return ScopedQuery.select("1")
                .from("crm_organisation s")
                .withinMissions(scope, "s")
                .and("s.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> index)
                .isPresent();
    }

    /**
     * Guests with their arrivals, and all who came without being guests of that dialogue: walk-ins, and those whom guests bring, whether or not it
     * is known who they are.
     *
     * @param of condition on the table in place of {@code %s}, with one value
     */
    private static String visits(String of) {
        return """
                (select i.id, i.mission_id, i.dialogue_id, i.contact_id, i.contact_id as seen_with, i.organisation_id, i.circle, i.state, \
                i.accepted_at, i.confirmed_at, i.left_at, a.id as came, null as name, null as organisation, null as companion_of, 0 as position
                from crm_invitation i left join crm_attendance a
                on a.dialogue_id = i.dialogue_id and a.contact_id = i.contact_id and a.present = 1
                where %s and (i.state in (%s) or a.id is not null)
                union all
                select w.id, w.mission_id, w.dialogue_id, w.contact_id, coalesce(w.contact_id, g.contact_id), w.organisation_id, w.circle, null, \
                null, null, null, w.id, w.name, w.organisation, g.id, w.position
                from crm_attendance w left join crm_invitation g on g.id = w.invitation_id
                where %s and w.present = 1 and (w.contact_id is null or (w.invitation_id is null and not exists \
                (select 1 from crm_invitation n where n.dialogue_id = w.dialogue_id and n.contact_id = w.contact_id)))) v
                join crm_dialogue d on d.id = v.dialogue_id left join crm_contact c on c.id = v.seen_with""".formatted(of.formatted("i"), INVITED, of.formatted("w"));
    }

    /** Whom a guest brings is seen with the guest, and of whom it is not known who they are with the dialogue. */
    private static ScopedQuery scoped(ScopedQuery visits, AccessScope scope) {
        return visits.within(scope, "d")
                .withinMissions(scope, "v")
                .and(
                        "(c.id is null or c.sensitivity <= ?) and d.state = 'HELD'",
                        scope.clearance().level());
    }

    private static ScopedQuery asked(String columns, VisitQuery query, String more, AccessScope scope) {
        ScopedQuery wanted = ScopedQuery.select(columns);
        if (query.organisation() != null) {
            wanted.with(OrganisationParts.PART, Bytes16.of(query.organisation()))
                    .from(visits("%s.organisation_id in (select part.id from part)") + more);
        } else {
            EntityId id = query.contact() != null ? query.contact() : query.dialogue();
            byte[] value = Bytes16.of(Objects.requireNonNull(id));
            wanted.from(
                    visits(query.contact() != null ? "%s.contact_id = ?" : "%s.dialogue_id = ?") + more, value, value);
        }
        return scoped(wanted, scope);
    }

    /** What a visit has that the figure counts; {@code null} is never told apart from false. */
    private String condition(VisitFigure figure) {
        return switch (figure) {
            case INVITED -> "coalesce(v.state in (" + INVITED + "), 0)";
            case ACCEPTED -> "coalesce(v.state = 'ACCEPTED', 0)";
            case CAME -> "v.came is not null";
            case NO_SHOW ->
                "(" + SEAT + " and " + atLeisure(" and (v.confirmed_at <= d.starts_at or v.accepted_at >= d.starts_at)")
                        + " and v.came is null)";
            case LATE_DECLINE ->
                "(coalesce(v.state in (" + INVITED + ") and v.left_at > " + lately
                        + " and v.left_at < d.starts_at, 0) and " + atLeisure(" and v.left_at >= " + forLong)
                        + " and v.came is null)";
        };
    }

    /**
     * Whether the guest could be counted on to know of the seat: it was there before the late hours began, or the guest said yes to it in
     * time. Of a seat that was noted after the beginning, when answers are written up, that is taken to be so.
     *
     * @param held what has to be so besides of a seat that came within the late hours
     */
    private String atLeisure(String held) {
        return "coalesce(v.accepted_at <= " + lately + " or (v.confirmed_at is not null" + held + "), 0)";
    }

    private String sums() {
        return Arrays.stream(VisitFigure.values())
                .map(figure -> "coalesce(sum(" + condition(figure) + "), 0) as sum_" + figure.name())
                .collect(Collectors.joining(", "));
    }

    private static VisitFigures figures(ResultSet row) throws SQLException {
        Map<VisitFigure, Long> counts = new EnumMap<>(VisitFigure.class);
        for (VisitFigure figure : VisitFigure.values()) {
            counts.put(figure, row.getLong("sum_" + figure.name()));
        }
        return new VisitFigures(counts);
    }

    VisitFigures figures(VisitQuery query, AccessScope scope) {
        return asked(sums(), query, "", scope)
                .optional(database, (row, index) -> figures(row))
                .orElseGet(() -> new VisitFigures(Map.of()));
    }

    Slice<Visit> list(VisitQuery query, AccessScope scope, Paging paging) {
        String outcome = "case when " + condition(VisitFigure.CAME) + " then 'CAME' when "
                + condition(VisitFigure.NO_SHOW) + " then 'NO_SHOW' when " + condition(VisitFigure.LATE_DECLINE)
                + " then 'LATE_DECLINE' end as outcome";
        ScopedQuery wanted = asked(
                "v.id, v.dialogue_id, v.contact_id, v.circle, v.state, v.position, v.name, v.organisation, b.name as companion,"
                        + " b.organisation as companion_organisation, d.theme, d.starts_at, d.zone, c.display_name, o.names, o.acronym, "
                        + outcome,
                query,
                " left join crm_organisation o on o.id = v.organisation_id"
                        + " left join crm_invitation_companion b on b.invitation_id = v.companion_of and b.position = v.position - 1",
                scope);
        if (query.figure() != null) {
            wanted.and(condition(query.figure()));
        }
        return wanted.orderBy(Key.time("d.starts_at", true), Key.descending("d.id"), Key.descending("v.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> new Listed(Bytes16.uuid(row, "id"), visit(row)),
                        listed -> List.of(
                                UtcTime.of(listed.visit().startsAt()).toString(),
                                ScopedQuery.hex(listed.visit().dialogue().value()),
                                ScopedQuery.hex(listed.id())))
                .map(Listed::visit);
    }

    /** @param id of the invitation, else of the arrival */
    private record Listed(UUID id, Visit visit) {}

    private static Visit visit(ResultSet row) throws SQLException {
        String names = row.getString("names");
        UUID contact = Bytes16.uuidOrNull(row, "contact_id");
        String circle = row.getString("circle");
        String state = row.getString("state");
        String outcome = row.getString("outcome");
        return new Visit(
                new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                JsonText.readLocalized(row.getString("theme")),
                UtcTime.instant(row, "starts_at"),
                ZoneId.of(row.getString("zone")),
                contact == null ? null : new ContactId(contact),
                contact == null ? unknown(row) : row.getString("display_name"),
                names == null ? LocalizedText.EMPTY : JsonText.readLocalized(names),
                names == null && contact == null
                        ? row.getString(row.getInt("position") > 0 ? "companion_organisation" : "organisation")
                        : row.getString("acronym"),
                circle == null ? null : Circle.valueOf(circle),
                state == null ? null : InvitationState.valueOf(state),
                outcome == null ? null : VisitFigure.valueOf(outcome));
    }

    /** Of whom there is no contact: the name that was typed at the door, or that the guest gave who brought them. */
    private static String unknown(ResultSet row) throws SQLException {
        int position = row.getInt("position");
        String name = row.getString(position > 0 ? "companion" : "name");
        return name != null
                ? name
                : DoorReader.unnamed(Objects.requireNonNullElse(row.getString("display_name"), ""), position);
    }

    Slice<DialogueFigures> ofSeries(DialogueSeriesId series, AccessScope scope, Paging paging) {
        Slice<DialogueFigures> held = ScopedQuery.select("d.id, d.theme, d.number, d.starts_at, d.zone")
                .from("crm_dialogue d")
                .within(scope, "d")
                .and("d.series_id = ? and d.state = 'HELD'", Bytes16.of(series))
                .orderBy(Key.time("d.starts_at", true), Key.descending("d.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> new DialogueFigures(
                                new DialogueId(Bytes16.uuid(row, "id")),
                                JsonText.readLocalized(row.getString("theme")),
                                row.getObject("number", Integer.class),
                                UtcTime.instant(row, "starts_at"),
                                ZoneId.of(row.getString("zone")),
                                new VisitFigures(Map.of())),
                        one -> List.of(
                                UtcTime.of(one.startsAt()).toString(),
                                ScopedQuery.hex(one.dialogue().value())));
        if (held.items().isEmpty()) {
            return held;
        }
        List<byte[]> ids =
                Bytes16.of(held.items().stream().map(DialogueFigures::dialogue).toList());
        Object[] twice = Stream.concat(ids.stream(), ids.stream()).toArray();
        Map<UUID, VisitFigures> figures = new HashMap<>();
        scoped(
                        ScopedQuery.select("v.dialogue_id, " + sums())
                                .from(visits("%s.dialogue_id in (" + ScopedQuery.marks(ids.size()) + ")"), twice),
                        scope)
                .groupBy("v.dialogue_id")
                .list(database, (row, index) -> figures.put(Bytes16.uuid(row, "dialogue_id"), figures(row)));
        return held.map(one -> new DialogueFigures(
                one.dialogue(),
                one.theme(),
                one.number(),
                one.startsAt(),
                one.zone(),
                figures.getOrDefault(one.dialogue().value(), one.figures())));
    }
}
