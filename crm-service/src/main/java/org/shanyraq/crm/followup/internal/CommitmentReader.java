package org.shanyraq.crm.followup.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.followup.StateStep;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads commitments in plain SQL, always within a scope. */
class CommitmentReader {

    /** Kind of record in the name index, the search and the audit trail. */
    static final String KIND = "commitment";

    static final NameIndex.Subjects SUBJECTS = NameIndex.Subjects.limited(KIND, "crm_commitment");

    private static final String TABLES = "crm_commitment c left join crm_officer o on o.id = c.officer_id";

    private final JdbcClient database;
    private final NameIndex nameIndex;
    private final OwedReading reading;
    private final Clock clock;

    CommitmentReader(JdbcClient database, NameIndex nameIndex, LinkedRecords records, Clock clock) {
        this.database = database;
        this.nameIndex = nameIndex;
        this.reading = new OwedReading(database, records, "crm_commitment", "commitment_id");
        this.clock = clock;
    }

    OwedReading reading() {
        return reading;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    // ---- one
    // ------------------------------------------------------------------------------------------------------------

    Optional<CommitmentView> view(CommitmentId id, Officer officer, FollowUpReader.DayOff dayOff) {
        AccessScope scope = officer.scope();
        return OwedReading.within(
                        ScopedQuery.select("c.*, o.name as officer_name").from(TABLES), scope, "c")
                .and("c.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> Found.read(row, today()))
                .map(found -> found.view(
                        reading.links(List.of(id.value()), scope).getOrDefault(id.value(), List.of()),
                        steps(id, scope),
                        dayOff,
                        officer));
    }

    private List<StateStep<CommitmentState>> steps(CommitmentId id, AccessScope scope) {
        return OwedReading.within(
                        ScopedQuery.select("s.*")
                                .from("crm_commitment_step s join crm_commitment c on c.id = s.commitment_id"),
                        scope,
                        "c")
                .and("s.commitment_id = ?", Bytes16.of(id))
                .orderBy(Key.number("s.position", false))
                .list(
                        database,
                        (row, index) -> new StateStep<>(
                                CommitmentState.valueOf(row.getString("state")),
                                UtcTime.instant(row, "at"),
                                new OfficerId(Bytes16.uuid(row, "by_id")),
                                row.getString("by_name"),
                                row.getString("reason")));
    }

    /** The columns of its own row. */
    private record Found(
            CommitmentSummary summary,
            long version,
            Sensitivity chosen,
            @Nullable UUID readersOf,
            @Nullable OfficerId officer,
            @Nullable String evidence,
            @Nullable String evidenceLink,
            OfficerId enteredBy,
            String enteredName,
            Instant createdAt,
            Instant changedAt) {

        static Found read(ResultSet row, LocalDate today) throws SQLException {
            UUID officer = Bytes16.uuidOrNull(row, "officer_id");
            return new Found(
                    CommitmentReader.summary(row, today),
                    row.getLong("version"),
                    Sensitivity.ofLevel(row.getInt("chosen")),
                    Bytes16.uuidOrNull(row, "readers_of"),
                    officer == null ? null : new OfficerId(officer),
                    row.getString("evidence"),
                    row.getString("evidence_link"),
                    new OfficerId(Bytes16.uuid(row, "entered_by")),
                    row.getString("entered_name"),
                    UtcTime.instant(row, "created_at"),
                    UtcTime.instant(row, "changed_at"));
        }

        CommitmentView view(
                List<RecordSight> links,
                List<StateStep<CommitmentState>> steps,
                FollowUpReader.DayOff dayOff,
                Officer reader) {
            UUID contact = linked(links, LinkRow.CONTACT);
            UUID organisation = linked(links, LinkRow.ORGANISATION);
            RecordRef source = links.stream()
                    .map(RecordSight::ref)
                    .filter(CommitmentReader::isSource)
                    .findFirst()
                    .orElse(null);
            return new CommitmentView(
                    summary.id(),
                    summary.mission(),
                    version,
                    new CommitmentDetails(
                            summary.direction(),
                            summary.text(),
                            officer,
                            contact == null ? null : new ContactId(contact),
                            organisation == null ? null : new OrganisationId(organisation),
                            summary.madeOn(),
                            summary.dueOn(),
                            source,
                            chosen),
                    summary.sensitivity(),
                    readersOf,
                    summary.state(),
                    links,
                    summary.officerName(),
                    evidence,
                    evidenceLink,
                    enteredBy,
                    enteredName,
                    steps,
                    summary.overdue(),
                    summary.dueOn() == null ? null : dayOff.of(summary.dueOn(), summary.mission()),
                    FollowUpReader.mayChange(reader, officer, enteredBy),
                    createdAt,
                    changedAt);
        }

        private static @Nullable UUID linked(List<RecordSight> links, String kind) {
            return links.stream()
                    .map(RecordSight::ref)
                    .filter(ref -> ref.kind().equals(kind))
                    .map(RecordRef::id)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Whether a link tells where something was voiced, rather than with whom. */
    static boolean isSource(RecordRef link) {
        return !link.kind().equals(LinkRow.CONTACT) && !link.kind().equals(LinkRow.ORGANISATION);
    }

    private static CommitmentSummary summary(ResultSet row, LocalDate today) throws SQLException {
        LocalDate due = OwedReading.dayOrNull(row, "due_on");
        CommitmentState state = CommitmentState.valueOf(row.getString("state"));
        return new CommitmentSummary(
                new CommitmentId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                CommitmentDirection.valueOf(row.getString("direction")),
                row.getString("text"),
                row.getString("officer_name"),
                Objects.requireNonNull(OwedReading.dayOrNull(row, "made_on")),
                due,
                state,
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                row.getBytes("readers_of") != null,
                List.of(),
                state == CommitmentState.OPEN && due != null && due.isBefore(today));
    }

    // ---- many
    // -----------------------------------------------------------------------------------------------------------

    /** A row with what it is ordered by. */
    private record Sorted(CommitmentSummary summary, String dueSort) {}

    Slice<CommitmentSummary> list(CommitmentQuery query, AccessScope scope, Paging paging) {
        ScopedQuery wanted = filtered("c.*, o.name as officer_name", TABLES, query, scope)
                .orderBy(Key.ascending("c.due_sort"), Key.ascending("c.id"));
        Slice<CommitmentSummary> slice = wanted.slice(
                        database,
                        paging,
                        (row, index) -> new Sorted(summary(row, today()), row.getString("due_sort")),
                        one -> List.of(
                                one.dueSort(),
                                ScopedQuery.hex(one.summary().id().value())))
                .map(Sorted::summary);
        Map<UUID, List<RecordSight>> links = reading.links(
                slice.items().stream().map(one -> one.id().value()).toList(), scope);
        return slice.map(one -> new CommitmentSummary(
                one.id(),
                one.mission(),
                one.direction(),
                one.text(),
                one.officerName(),
                one.madeOn(),
                one.dueOn(),
                one.state(),
                one.sensitivity(),
                one.limited(),
                links.getOrDefault(one.id().value(), List.of()),
                one.overdue()));
    }

    long count(CommitmentQuery query, AccessScope scope, long limit) {
        return filtered("c.id", "crm_commitment c", query, scope).count(database, limit);
    }

    private ScopedQuery filtered(String columns, String tables, CommitmentQuery query, AccessScope scope) {
        ScopedQuery wanted = OwedReading.within(ScopedQuery.select(columns).from(tables), scope, "c");
        if (query.state() != null) {
            wanted.and("c.state = ?", query.state().name());
        }
        if (query.direction() != null) {
            wanted.and("c.direction = ?", query.direction().name());
        }
        if (query.officer() != null) {
            wanted.and("c.officer_id = ?", Bytes16.of(query.officer()));
        }
        if (query.link() != null) {
            wanted.and(
                    "exists (select 1 from crm_commitment_link l where l.commitment_id = c.id and l.kind = ? and l.record_id = ?)",
                    query.link().kind(),
                    Bytes16.of(query.link().id()));
        }
        wanted.andIf(query.until() != null, "c.due_sort <= ?", query.until());
        return query.text() == null ? wanted : nameIndex.matching(wanted, scope, SUBJECTS, "c.id", query.text());
    }

    /** A commitment that the search found. */
    record Hit(
            CommitmentId id,
            MissionId mission,
            String text,
            @Nullable LocalDate dueOn) {}

    /** Those that the text fits, best first. */
    List<Hit> fitting(String text, AccessScope scope, int limit) {
        List<UUID> ranked = nameIndex.ranked(SUBJECTS, scope, text, limit);
        Map<UUID, Hit> found = new LinkedHashMap<>();
        if (!ranked.isEmpty()) {
            OwedReading.within(ScopedQuery.select("c.*").from("crm_commitment c"), scope, "c")
                    .oneOf("c.id", ranked.stream().map(Bytes16::of).toList())
                    .list(
                            database,
                            (row, index) -> found.put(
                                    Bytes16.uuid(row, "id"),
                                    new Hit(
                                            new CommitmentId(Bytes16.uuid(row, "id")),
                                            new MissionId(Bytes16.uuid(row, "mission_id")),
                                            row.getString("text"),
                                            OwedReading.dayOrNull(row, "due_on"))));
        }
        return ranked.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** As links to them show them. */
    List<RecordSight> sights(Collection<UUID> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return OwedReading.within(
                        ScopedQuery.select("c.id, c.mission_id, c.sensitivity, c.readers_of, c.text")
                                .from("crm_commitment c"),
                        scope,
                        "c")
                .oneOf("c.id", ids.stream().map(Bytes16::of).toList())
                .list(database, (row, index) -> FollowUpReader.sight(KIND, row));
    }
}
