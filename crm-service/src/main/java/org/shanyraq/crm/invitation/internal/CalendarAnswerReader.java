package org.shanyraq.crm.invitation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.calendar.CalendarReply;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.CalendarAnswerDoubt;
import org.shanyraq.crm.invitation.CalendarAnswerId;
import org.shanyraq.crm.invitation.CalendarAnswerQuery;
import org.shanyraq.crm.invitation.CalendarAnswerState;
import org.shanyraq.crm.invitation.CalendarAnswerView;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answers that came from calendars, in plain SQL: kept once each, found by secrets, and listed within a scope. */
class CalendarAnswerReader {

    private final JdbcClient database;

    CalendarAnswerReader(JdbcClient database) {
        this.database = database;
    }

    // ---- whose it is

    /** Whom an answer is about. */
    record Whose(InvitationId invitation, DialogueId dialogue, MissionId mission, String displayName) {}

    private static final String WHOSE =
            "select i.id, i.dialogue_id, i.mission_id, c.display_name from crm_invitation i join crm_contact c on c.id = i.contact_id ";

    /** The guest who alone was told of that event. */
    Optional<Whose> ofEvent(String uid) {
        return whose(WHOSE + "where i.calendar_uid = ?", uid);
    }

    /** The guest who was written to last at that address. */
    Optional<Whose> ofAddress(String address) {
        return whose(
                WHOSE
                        + "join crm_invitation_mail m on m.invitation_id = i.id where m.address = ? and m.to_assistant = 0"
                        + " order by m.sending_id desc limit 1",
                address);
    }

    private Optional<Whose> whose(String sql, String by) {
        return database.sql(sql)
                .param(by)
                .query((row, index) -> new Whose(
                        new InvitationId(Bytes16.uuid(row, "id")),
                        new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        row.getString("display_name")))
                .optional();
    }

    // ---- keeping

    /**
     * What came.
     *
     * @param arrival tells it from others, however often it comes
     * @param reply null when it cannot be read
     * @param named whether it names the event of the guest
     */
    record Came(
            byte[] arrival,
            Instant at,
            @Nullable String sender,
            @Nullable CalendarReply reply,
            boolean automatic,
            boolean named) {}

    /**
     * How many answers of a guest came since.
     *
     * @param named whether those that name the guest's event, which nobody else knows, or those that only say whom they are from
     */
    int cameSince(InvitationId guest, boolean named, Duration span, Instant now) {
        return database.sql(
                        "select count(*) from crm_invitation_reply where invitation_id = ? and named = ? and arrived_at > ?")
                .param(Bytes16.of(guest))
                .param(named)
                .param(UtcTime.of(now.minus(span)))
                .query(Integer.class)
                .single();
    }

    boolean isKept(byte[] arrival) {
        return database.sql("select count(*) from crm_invitation_reply where arrival = ?")
                        .param(arrival)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Keeps it undecided. One that is kept already is left as it is. */
    CalendarAnswerId keep(Whose whose, Came came) {
        CalendarReply reply = came.reply();
        CalendarReply.Proposal proposed = reply == null ? null : reply.proposed();
        database.sql(
                        "insert into crm_invitation_reply (id, version, mission_id, invitation_id, arrival, arrived_at, sender,"
                                + " attendee, answer, delegate, comment, sequence, stamp, automatic, named, state, doubt,"
                                + " proposed_start, proposed_end)"
                                + " values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', 'UNDECIDED', ?, ?)"
                                + " on duplicate key update id = id")
                .params(Values.of(
                        Bytes16.of(Ids.next()),
                        Bytes16.of(whose.mission()),
                        Bytes16.of(whose.invitation()),
                        came.arrival(),
                        UtcTime.of(came.at()),
                        came.sender(),
                        reply == null ? null : reply.attendee(),
                        reply == null ? null : reply.answer().name(),
                        reply == null ? null : reply.delegate(),
                        reply == null ? null : reply.comment(),
                        reply == null ? 0 : reply.sequence(),
                        reply == null ? null : UtcTime.of(reply.stamp()),
                        came.automatic(),
                        came.named(),
                        proposed == null ? null : UtcTime.of(proposed.startsAt()),
                        proposed == null || proposed.endsAt() == null ? null : UtcTime.of(proposed.endsAt())))
                .update();
        return database.sql("select id from crm_invitation_reply where arrival = ?")
                .param(came.arrival())
                .query((row, index) -> new CalendarAnswerId(Bytes16.uuid(row, "id")))
                .single();
    }

    /** An answer as it is decided on, locked. */
    record Kept(
            CalendarAnswerId id,
            long version,
            InvitationId invitation,
            MissionId mission,
            Instant arrivedAt,
            @Nullable String sender,
            @Nullable String attendee,
            CalendarReply.@Nullable Answer answer,
            @Nullable String comment,
            int sequence,
            @Nullable Instant stamp,
            boolean automatic,
            boolean named,
            CalendarAnswerState state,
            @Nullable CalendarAnswerDoubt doubt) {

        /** When the guest answered: by the guest's clock, unless that is ahead of its arrival. */
        Instant answeredAt() {
            return stamp == null || stamp.isAfter(arrivedAt) ? arrivedAt : stamp;
        }
    }

    Kept locked(CalendarAnswerId id) {
        return database.sql("select * from crm_invitation_reply where id = ? for update")
                .param(Bytes16.of(id))
                .query((row, index) -> new Kept(
                        id,
                        row.getLong("version"),
                        new InvitationId(Bytes16.uuid(row, "invitation_id")),
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        UtcTime.instant(row, "arrived_at"),
                        row.getString("sender"),
                        row.getString("attendee"),
                        answer(row),
                        row.getString("comment"),
                        row.getInt("sequence"),
                        UtcTime.instantOrNull(row, "stamp"),
                        row.getBoolean("automatic"),
                        row.getBoolean("named"),
                        CalendarAnswerState.valueOf(row.getString("state")),
                        doubt(row)))
                .single();
    }

    private static CalendarReply.@Nullable Answer answer(ResultSet row) throws SQLException {
        String answer = row.getString("answer");
        return answer == null ? null : CalendarReply.Answer.valueOf(answer);
    }

    private static @Nullable CalendarAnswerDoubt doubt(ResultSet row) throws SQLException {
        String doubt = row.getString("doubt");
        return doubt == null ? null : CalendarAnswerDoubt.valueOf(doubt);
    }

    /** What the guest said last, as the answer is held against it. */
    record Standing(
            InvitationState state,
            @Nullable Instant answeredAt,
            @Nullable Instant answerBy,
            @Nullable Instant offeredUntil,
            @Nullable String note,
            int calendarSequence) {}

    Standing standing(InvitationId guest) {
        return database.sql(
                        "select state, answered_at, answer_by, offered_until, note, calendar_sequence from crm_invitation where id = ?")
                .param(Bytes16.of(guest))
                .query((row, index) -> new Standing(
                        InvitationState.valueOf(row.getString("state")),
                        UtcTime.instantOrNull(row, "answered_at"),
                        UtcTime.instantOrNull(row, "answer_by"),
                        UtcTime.instantOrNull(row, "offered_until"),
                        row.getString("note"),
                        row.getInt("calendar_sequence")))
                .single();
    }

    /** Forgets who wrote what for dialogues that ended before that, or are off; that something came stays, so that it is not taken anew. */
    void forget(Instant endedBefore) {
        database.sql(
                        "update crm_invitation_reply r join crm_invitation i on i.id = r.invitation_id"
                                + " join crm_dialogue d on d.id = i.dialogue_id"
                                + " set r.sender = null, r.attendee = null, r.delegate = null, r.comment = null"
                                + " where (d.ends_at < ? or d.state = 'CANCELLED')"
                                + " and (r.sender is not null or r.attendee is not null or r.delegate is not null or r.comment is not null)")
                .param(UtcTime.of(endedBefore))
                .update();
    }

    /** @param by name of the officer, or null when nobody decided */
    void decide(
            CalendarAnswerId id,
            CalendarAnswerState state,
            @Nullable CalendarAnswerDoubt doubt,
            @Nullable String by,
            @Nullable String remark,
            Instant now) {
        database.sql(
                        "update crm_invitation_reply set state = ?, doubt = ?, decided_by_name = ?, decided_at = ?, remark = ?,"
                                + " version = version + 1 where id = ?")
                .params(Values.of(
                        state.name(),
                        doubt == null ? null : doubt.name(),
                        by,
                        state == CalendarAnswerState.OPEN ? null : UtcTime.of(now),
                        remark,
                        Bytes16.of(id)))
                .update();
    }

    // ---- what officers see

    private static final String COLUMNS =
            "r.*, i.dialogue_id, i.contact_id, i.state as guest_state, d.theme, d.zone, c.display_name,"
                    + " greatest(c.sensitivity, d.sensitivity) as effective";

    private static ScopedQuery visible(String columns, AccessScope scope) {
        return ScopedQuery.select(columns)
                .from("crm_invitation_reply r join crm_invitation i on i.id = r.invitation_id"
                        + " join crm_dialogue d on d.id = i.dialogue_id join crm_contact c on c.id = i.contact_id")
                .withinMissions(scope, "r")
                .within(scope, "d")
                .within(scope, "c");
    }

    private static ScopedQuery wanted(String columns, CalendarAnswerQuery query, AccessScope scope) {
        ScopedQuery wanted = visible(columns, scope);
        if (query.state() != null) {
            wanted.and("r.state = ?", query.state().name());
        }
        if (query.dialogue() != null) {
            wanted.and("i.dialogue_id = ?", Bytes16.of(query.dialogue()));
        }
        return wanted;
    }

    Slice<CalendarAnswerView> list(CalendarAnswerQuery query, AccessScope scope, Paging paging) {
        return wanted(COLUMNS, query, scope)
                .orderBy(Key.descending("r.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> view(row),
                        answer -> List.of(ScopedQuery.hex(answer.id().value())));
    }

    long count(CalendarAnswerQuery query, AccessScope scope) {
        return wanted("r.id", query, scope).count(database, 0);
    }

    Optional<CalendarAnswerView> view(CalendarAnswerId id, AccessScope scope) {
        return visible(COLUMNS, scope).and("r.id = ?", Bytes16.of(id)).optional(database, (row, index) -> view(row));
    }

    private static CalendarAnswerView view(ResultSet row) throws SQLException {
        return new CalendarAnswerView(
                new CalendarAnswerId(Bytes16.uuid(row, "id")),
                row.getLong("version"),
                new InvitationId(Bytes16.uuid(row, "invitation_id")),
                new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                JsonText.readLocalized(row.getString("theme")),
                new ContactId(Bytes16.uuid(row, "contact_id")),
                row.getString("display_name"),
                InvitationState.valueOf(row.getString("guest_state")),
                row.getString("sender"),
                row.getString("attendee"),
                answer(row),
                row.getString("delegate"),
                row.getString("comment"),
                UtcTime.instantOrNull(row, "proposed_start"),
                UtcTime.instantOrNull(row, "proposed_end"),
                ZoneId.of(row.getString("zone")),
                UtcTime.instantOrNull(row, "stamp"),
                UtcTime.instant(row, "arrived_at"),
                CalendarAnswerState.valueOf(row.getString("state")),
                doubt(row),
                row.getString("decided_by_name"),
                UtcTime.instantOrNull(row, "decided_at"),
                row.getString("remark"),
                Sensitivity.ofLevel(row.getInt("effective")));
    }
}
