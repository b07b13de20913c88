package org.shanyraq.crm.followup.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.StateStep;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads follow-ups in plain SQL, always within a scope. */
class FollowUpReader {

    /** Kind of record in the name index, the search and the audit trail. */
    static final String KIND = "follow-up";

    static final NameIndex.Subjects SUBJECTS = NameIndex.Subjects.limited(KIND, "crm_follow_up");

    private static final String TABLES = "crm_follow_up f join crm_officer o on o.id = f.owner_id";

    private static final String SUMMARY = """
            f.id, f.mission_id, f.version, f.text, f.owner_id, o.name as owner_name, f.entered_by, f.due_on, f.priority, f.state, \
            f.sensitivity, f.readers_of, f.escalated_at""";

    private static final String DUE = "f.due_on";

    private final JdbcClient database;
    private final NameIndex nameIndex;
    private final OwedReading reading;
    private final Clock clock;

    FollowUpReader(JdbcClient database, NameIndex nameIndex, LinkedRecords records, Clock clock) {
        this.database = database;
        this.nameIndex = nameIndex;
        this.reading = new OwedReading(database, records, "crm_follow_up", "follow_up_id");
        this.clock = clock;
    }

    OwedReading reading() {
        return reading;
    }

    // ---- one
    // ------------------------------------------------------------------------------------------------------------

    /** @param dayOff what is to be said of the day on which it is due */
    Optional<FollowUpView> view(FollowUpId id, Officer officer, DayOff dayOff) {
        AccessScope scope = officer.scope();
        return OwedReading.within(
                        ScopedQuery.select(SUMMARY + ", f.chosen, f.entered_name, f.created_at, f.changed_at")
                                .from(TABLES),
                        scope,
                        "f")
                .and("f.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> Found.read(row, officer, today()))
                .map(found -> {
                    List<RecordSight> links =
                            reading.links(List.of(id.value()), scope).getOrDefault(id.value(), List.of());
                    return found.view(links, steps(id, scope), dayOff, settled(found.summary(), links, scope));
                });
    }

    /** What a day is called that is none of work. */
    interface DayOff {
        @Nullable
        LocalizedText of(LocalDate day, MissionId mission);
    }

    private List<StateStep<FollowUpState>> steps(FollowUpId id, AccessScope scope) {
        return OwedReading.within(
                        ScopedQuery.select("s.*")
                                .from("crm_follow_up_step s join crm_follow_up f on f.id = s.follow_up_id"),
                        scope,
                        "f")
                .and("s.follow_up_id = ?", Bytes16.of(id))
                .orderBy(Key.number("s.position", false))
                .list(
                        database,
                        (row, index) -> new StateStep<>(
                                FollowUpState.valueOf(row.getString("state")),
                                UtcTime.instant(row, "at"),
                                new OfficerId(Bytes16.uuid(row, "by_id")),
                                row.getString("by_name"),
                                row.getString("reason")));
    }

    /** Open commitments among the links of one that is over, for which nothing else is to be done. */
    private List<RecordSight> settled(FollowUpSummary found, List<RecordSight> links, AccessScope scope) {
        List<RecordSight> commitments = links.stream()
                .filter(link -> link.ref().kind().equals(CommitmentReader.KIND))
                .toList();
        if (commitments.isEmpty() || !found.state().isOver()) {
            return List.of();
        }
        List<UUID> waiting = OwedReading.within(ScopedQuery.select("c.id").from("crm_commitment c"), scope, "c")
                .and("c.state = 'OPEN'")
                .and(
                        "not exists (select 1 from crm_follow_up_link l join crm_follow_up f on f.id = l.follow_up_id"
                                + " where l.kind = ? and l.record_id = c.id and f.state in ('OPEN', 'DOING'))",
                        CommitmentReader.KIND)
                .oneOf(
                        "c.id",
                        commitments.stream()
                                .map(link -> Bytes16.of(link.ref().id()))
                                .toList())
                .list(database, (row, index) -> Bytes16.uuid(row, "id"));
        return commitments.stream()
                .filter(link -> waiting.contains(link.ref().id()))
                .toList();
    }

    /** The columns of its own row. */
    private record Found(
            FollowUpSummary summary,
            Sensitivity chosen,
            @Nullable UUID readersOf,
            OfficerId enteredBy,
            String enteredName,
            Instant createdAt,
            Instant changedAt) {

        static Found read(ResultSet row, Officer officer, LocalDate today) throws SQLException {
            return new Found(
                    FollowUpReader.summary(row, officer, today),
                    Sensitivity.ofLevel(row.getInt("chosen")),
                    Bytes16.uuidOrNull(row, "readers_of"),
                    new OfficerId(Bytes16.uuid(row, "entered_by")),
                    row.getString("entered_name"),
                    UtcTime.instant(row, "created_at"),
                    UtcTime.instant(row, "changed_at"));
        }

        FollowUpView view(
                List<RecordSight> links,
                List<StateStep<FollowUpState>> steps,
                DayOff dayOff,
                List<RecordSight> settled) {
            return new FollowUpView(
                    summary.id(),
                    summary.mission(),
                    summary.version(),
                    new FollowUpDetails(
                            summary.text(),
                            summary.owner(),
                            summary.dueOn(),
                            summary.priority(),
                            links.stream().map(RecordSight::ref).toList(),
                            chosen),
                    summary.sensitivity(),
                    readersOf,
                    summary.state(),
                    summary.ownerName(),
                    enteredBy,
                    enteredName,
                    links,
                    steps,
                    summary.overdue(),
                    dayOff.of(summary.dueOn(), summary.mission()),
                    summary.escalatedAt(),
                    summary.mayChange(),
                    settled,
                    createdAt,
                    changedAt);
        }
    }

    private static FollowUpSummary summary(ResultSet row, Officer officer, LocalDate today) throws SQLException {
        OfficerId owner = new OfficerId(Bytes16.uuid(row, "owner_id"));
        LocalDate due = Objects.requireNonNull(OwedReading.dayOrNull(row, "due_on"));
        FollowUpState state = FollowUpState.valueOf(row.getString("state"));
        return new FollowUpSummary(
                new FollowUpId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                row.getString("text"),
                owner,
                row.getString("owner_name"),
                due,
                FollowUpPriority.valueOf(row.getString("priority")),
                state,
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                row.getBytes("readers_of") != null,
                List.of(),
                !state.isOver() && due.isBefore(today),
                UtcTime.instantOrNull(row, "escalated_at"),
                mayChange(officer, owner, new OfficerId(Bytes16.uuid(row, "entered_by"))));
    }

    /** Whoever made it and whoever has to do it, and those who may change others', too. */
    static boolean mayChange(Officer officer, @Nullable OfficerId owner, OfficerId enteredBy) {
        return officer.may(Right.EDIT_FOLLOW_UPS)
                && (officer.id().equals(owner)
                        || officer.id().equals(enteredBy)
                        || officer.may(Right.ASSIGN_FOLLOW_UPS));
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    // ---- many
    // -----------------------------------------------------------------------------------------------------------

    Slice<FollowUpSummary> list(FollowUpQuery query, Officer officer, Paging paging) {
        ScopedQuery wanted =
                filtered(SUMMARY, TABLES, query, officer.scope()).orderBy(Key.ascending(DUE), Key.ascending("f.id"));
        if (query.text() == null) {
            wanted.separately();
        }
        Slice<FollowUpSummary> slice = wanted.slice(
                database,
                paging,
                (row, index) -> summary(row, officer, today()),
                one -> List.of(one.dueOn().toString(), ScopedQuery.hex(one.id().value())));
        return new Slice<>(withLinks(slice.items(), officer.scope()), slice.next());
    }

    long count(FollowUpQuery query, AccessScope scope, long limit) {
        return filtered("f.id", "crm_follow_up f", query, scope).count(database, limit);
    }

    private ScopedQuery filtered(String columns, String tables, FollowUpQuery query, AccessScope scope) {
        ScopedQuery wanted = OwedReading.within(ScopedQuery.select(columns).from(tables), scope, "f");
        if (!query.states().isEmpty()) {
            wanted.oneOf(
                    "f.state", query.states().stream().sorted().map(Enum::name).toList());
        }
        if (query.owner() != null) {
            wanted.and("f.owner_id = ?", Bytes16.of(query.owner()));
        }
        if (query.link() != null) {
            wanted.and(
                    "exists (select 1 from crm_follow_up_link l where l.follow_up_id = f.id and l.kind = ? and l.record_id = ?)",
                    query.link().kind(),
                    Bytes16.of(query.link().id()));
        }
        wanted.andIf(query.from() != null, DUE + " >= ?", query.from());
        wanted.andIf(query.until() != null, DUE + " <= ?", query.until());
        return query.text() == null ? wanted : nameIndex.matching(wanted, scope, SUBJECTS, "f.id", query.text());
    }

    /**
     * Follow-ups of others that are overdue and were brought before managers, the longest overdue first.
     *
     * @param since only what was brought before them after that; null for all
     */
    List<FollowUpSummary> escalated(Officer officer, @Nullable Instant since, int most) {
        return OwedReading.within(ScopedQuery.select(SUMMARY).from(TABLES), officer.scope(), "f")
                .oneOf("f.state", List.of("OPEN", "DOING"))
                .and("f.escalated_at is not null and f.owner_id <> ?", Bytes16.of(officer.id()))
                .andIf(since != null, "f.escalated_at > ?", since == null ? null : UtcTime.of(since))
                .orderBy(Key.ascending(DUE), Key.ascending("f.id"))
                .limit(most)
                .list(database, (row, index) -> summary(row, officer, today()));
    }

    /** The missions with something overdue that was not brought before managers, with their codes. */
    Map<MissionId, String> missionsWithOverdue(LocalDate today) {
        Map<MissionId, String> missions = new LinkedHashMap<>();
        database.sql(
                        "select m.id, m.code from crm_mission m where exists (select 1 from crm_follow_up f where f.mission_id = m.id"
                                + " and f.state in ('OPEN', 'DOING') and f.due_on < ? and f.escalated_at is null)")
                .param(today)
                .query(row -> {
                    missions.put(new MissionId(Bytes16.uuid(row, "id")), row.getString("code"));
                });
        return missions;
    }

    /** Some of those that were due by that day and were not brought before managers. */
    List<UUID> toEscalate(MissionId mission, LocalDate latest, int most) {
        return database.sql("select f.id from crm_follow_up f where f.mission_id = ? and f.state in ('OPEN', 'DOING')"
                        + " and f.due_on <= ? and f.escalated_at is null order by f.id limit " + most)
                .params(Bytes16.of(mission), latest)
                .query((row, index) -> Bytes16.uuid(row, "id"))
                .list();
    }

    private List<FollowUpSummary> withLinks(List<FollowUpSummary> found, AccessScope scope) {
        Map<UUID, List<RecordSight>> links =
                reading.links(found.stream().map(one -> one.id().value()).toList(), scope);
        return found.stream()
                .map(one -> new FollowUpSummary(
                        one.id(),
                        one.mission(),
                        one.version(),
                        one.text(),
                        one.owner(),
                        one.ownerName(),
                        one.dueOn(),
                        one.priority(),
                        one.state(),
                        one.sensitivity(),
                        one.limited(),
                        links.getOrDefault(one.id().value(), List.of()),
                        one.overdue(),
                        one.escalatedAt(),
                        one.mayChange()))
                .toList();
    }

    /** A follow-up that the search found. */
    record Hit(FollowUpId id, MissionId mission, String text, String ownerName, LocalDate dueOn) {}

    /** Those that the text fits, best first. */
    List<Hit> fitting(String text, AccessScope scope, int limit) {
        List<UUID> ranked = nameIndex.ranked(SUBJECTS, scope, text, limit);
        Map<UUID, Hit> found = new LinkedHashMap<>();
        if (!ranked.isEmpty()) {
            OwedReading.within(ScopedQuery.select(SUMMARY).from(TABLES), scope, "f")
                    .oneOf("f.id", ranked.stream().map(Bytes16::of).toList())
                    .list(
                            database,
                            (row, index) -> found.put(
                                    Bytes16.uuid(row, "id"),
                                    new Hit(
                                            new FollowUpId(Bytes16.uuid(row, "id")),
                                            new MissionId(Bytes16.uuid(row, "mission_id")),
                                            row.getString("text"),
                                            row.getString("owner_name"),
                                            Objects.requireNonNull(OwedReading.dayOrNull(row, "due_on")))));
        }
        return ranked.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** As links to them show them. */
    List<RecordSight> sights(Collection<UUID> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return OwedReading.within(
                        ScopedQuery.select("f.id, f.mission_id, f.sensitivity, f.readers_of, f.text")
                                .from("crm_follow_up f"),
                        scope,
                        "f")
                .oneOf("f.id", ids.stream().map(Bytes16::of).toList())
                .list(database, (row, index) -> sight(KIND, row));
    }

    static RecordSight sight(String kind, ResultSet row) throws SQLException {
        return new RecordSight(
                new RecordRef(kind, Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                Bytes16.uuidOrNull(row, "readers_of"),
                LocalizedText.of("en", row.getString("text")));
    }

    // ---- what takes acts on several back
    // --------------------------------------------------------------------------------

    /** A follow-up before an act, and its version after it. */
    record Before(UUID id, long version, FollowUpState state, LocalDate dueOn, OfficerId owner) {}

    /** Keeps what takes an act back, instead of what took the officer's act before back. */
    void keepUndo(UUID undo, OfficerId officer, List<Before> before) {
        database.sql("delete from crm_follow_up_undo where officer_id = ?")
                .param(Bytes16.of(officer))
                .update();
        for (Before one : before) {
            database.sql(
                            "insert into crm_follow_up_undo (undo_id, follow_up_id, officer_id, version, state, due_on, owner_id)"
                                    + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            Bytes16.of(undo),
                            Bytes16.of(one.id()),
                            Bytes16.of(officer),
                            one.version(),
                            one.state().name(),
                            one.dueOn(),
                            Bytes16.of(one.owner()))
                    .update();
        }
    }

    /** What takes that act of the officer back, which is forgotten with it. */
    List<Before> takeUndo(UUID undo, OfficerId officer) {
        List<Before> before = new ArrayList<>(
                database.sql("select follow_up_id, version, state, due_on, owner_id from crm_follow_up_undo"
                                + " where undo_id = ? and officer_id = ? order by follow_up_id for update")
                        .params(Bytes16.of(undo), Bytes16.of(officer))
                        .query((row, index) -> new Before(
                                Bytes16.uuid(row, "follow_up_id"),
                                row.getLong("version"),
                                FollowUpState.valueOf(row.getString("state")),
                                Objects.requireNonNull(OwedReading.dayOrNull(row, "due_on")),
                                new OfficerId(Bytes16.uuid(row, "owner_id"))))
                        .list());
        database.sql("delete from crm_follow_up_undo where undo_id = ? and officer_id = ?")
                .params(Bytes16.of(undo), Bytes16.of(officer))
                .update();
        return before;
    }
}
