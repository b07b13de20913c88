package org.shanyraq.crm.line.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.line.EditionState;
import org.shanyraq.crm.line.EditionView;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineQuery;
import org.shanyraq.crm.line.LineStanding;
import org.shanyraq.crm.line.LineSummary;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.line.LineUse;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.UsedLine;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.ArchivedRows;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads lines in plain SQL, always within a scope. */
class LineReader {

    /** Kind of record in the audit trail and the search. */
    static final String KIND = "line";

    /** A line of which nothing is approved or being written any more shows what was withdrawn last. */
    private static final String TABLES = """
            crm_line l join crm_officer o on o.id = l.owner_id \
            left join crm_line_edition e on e.line_id = l.id and e.number = l.current_number \
            left join crm_line_edition n on n.line_id = l.id and n.number = l.next_number \
            left join crm_line_edition x on l.current_number is null and l.next_number is null and x.line_id = l.id \
            and x.number = (select max(number) from crm_line_edition where line_id = l.id)""";

    private static final String LINE =
            "l.id, l.mission_id, l.version, l.sensitivity, l.archived, l.created_at, l.changed_at, l.owner_id, o.name as owner_name";

    private static final String BELOW_TOPIC = """
            recursive below(id) as (
              select z.id from crm_topic z where z.id = ?
              union all
              select z.id from below join crm_topic z on z.parent_id = below.id)""";

    private final JdbcClient database;

    LineReader(JdbcClient database) {
        this.database = database;
    }

    Optional<LineView> view(LineId id, LocalDate today, AccessScope scope) {
        Map<Integer, EditionView> editions = new HashMap<>();
        long uses = countUses(id, scope);
        Map<TopicId, LocalizedText> topics = topics(id, scope);
        List<LineView> found = ScopedQuery.select(LINE + ", l.current_number, l.next_number, v.*")
                .from("crm_line l join crm_officer o on o.id = l.owner_id join crm_line_edition v on v.line_id = l.id")
                .within(scope, "l")
                .and("l.id = ?", Bytes16.of(id))
                .orderBy(Key.number("v.number", false))
                .list(database, (row, index) -> {
                    EditionView edition = edition(row, scope.officer());
                    editions.put(edition.number(), edition);
                    Integer current = row.getObject("current_number", Integer.class);
                    Integer next = row.getObject("next_number", Integer.class);
                    return new LineView(
                            new LineId(Bytes16.uuid(row, "line_id")),
                            new MissionId(Bytes16.uuid(row, "mission_id")),
                            row.getLong("version"),
                            Sensitivity.ofLevel(row.getInt("sensitivity")),
                            new OfficerId(Bytes16.uuid(row, "owner_id")),
                            row.getString("owner_name"),
                            topics,
                            LineStanding.DRAFT,
                            current == null ? null : editions.get(current),
                            next == null ? null : editions.get(next),
                            uses,
                            row.getBoolean("archived"),
                            UtcTime.instant(row, "created_at"),
                            UtcTime.instant(row, "changed_at"));
                });
        // The last row has seen all editions.
        return found.isEmpty() ? Optional.empty() : Optional.of(standing(found.get(found.size() - 1), editions, today));
    }

    private static LineView standing(LineView line, Map<Integer, EditionView> editions, LocalDate today) {
        EditionView current = line.current();
        EditionView next = line.next();
        if (current == null && next == null) {
            next = editions.get(editions.size());
        }
        return new LineView(
                line.id(),
                line.mission(),
                line.version(),
                line.sensitivity(),
                line.owner(),
                line.ownerName(),
                line.topics(),
                standing(
                        current == null ? null : current.state(),
                        current == null ? null : current.validUntil(),
                        next == null ? null : next.state(),
                        today),
                current,
                next,
                line.uses(),
                line.archived(),
                line.createdAt(),
                line.changedAt());
    }

    private static LineStanding standing(
            @Nullable EditionState current, @Nullable LocalDate last, @Nullable EditionState next, LocalDate today) {
        if (current != null) {
            return last != null && last.isBefore(today) ? LineStanding.EXPIRED : LineStanding.IN_USE;
        }
        return next == EditionState.PROPOSED ? LineStanding.PROPOSED : LineStanding.DRAFT;
    }

    List<EditionView> editions(LineId id, AccessScope scope) {
        return ScopedQuery.select("v.*")
                .from("crm_line l join crm_line_edition v on v.line_id = l.id")
                .within(scope, "l")
                .and("l.id = ?", Bytes16.of(id))
                .orderBy(Key.number("v.number", true))
                .list(database, (row, index) -> edition(row, scope.officer()));
    }

    private static EditionView edition(ResultSet row, OfficerId officer) throws SQLException {
        Map<String, String> authors = LineEdition.authors(row.getString("authors"));
        return new EditionView(
                row.getInt("number"),
                EditionState.valueOf(row.getString("state")),
                LineEdition.texts(row.getString("texts")),
                LineEdition.sources(row.getString("sources")),
                row.getObject("valid_until", LocalDate.class),
                List.copyOf(authors.values()),
                authors.containsKey(officer.value().toString()),
                row.getString("decided_by_name"),
                UtcTime.instantOrNull(row, "decided_at"),
                row.getString("remark"));
    }

    private Map<TopicId, LocalizedText> topics(LineId id, AccessScope scope) {
        Map<TopicId, LocalizedText> topics = new LinkedHashMap<>();
        ScopedQuery.select("w.topic_id, t.names")
                .from("crm_line l join crm_line_topic w on w.line_id = l.id join crm_topic t on t.id = w.topic_id")
                .within(scope, "l")
                .and("l.id = ?", Bytes16.of(id))
                .orderBy(Key.number("w.position", false))
                .list(
                        database,
                        (row, index) -> topics.put(
                                new TopicId(Bytes16.uuid(row, "topic_id")),
                                JsonText.readLocalized(row.getString("names"))));
        return topics;
    }

    /** Those of the topics that the mission has and offers. */
    Set<TopicId> offered(Collection<TopicId> topics, MissionId mission) {
        if (topics.isEmpty()) {
            return new HashSet<>();
        }
        List<Object> values = new ArrayList<>(Bytes16.of(topics));
        values.add(Bytes16.of(mission));
        return new HashSet<>(database.sql("select id from crm_topic where id in (" + ScopedQuery.marks(topics.size())
                        + ") and mission_id = ? and archived = 0")
                .params(values)
                .query((row, index) -> new TopicId(Bytes16.uuid(row, "id")))
                .list());
    }

    Slice<LineSummary> list(LineQuery query, LocalDate today, AccessScope scope, Paging paging) {
        Slice<LineSummary> found = filtered(
                        LINE + ", e.state as current_state, e.valid_until, n.state as next_state,"
                                + " coalesce(e.texts, n.texts, x.texts) as texts",
                        query,
                        today,
                        scope)
                .orderBy(Key.time("l.changed_at", true), Key.descending("l.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> summary(row, today),
                        line -> List.of(
                                UtcTime.of(line.changedAt()).toString(),
                                ScopedQuery.hex(line.id().value())));
        return new Slice<>(withTopics(found.items(), scope), found.next());
    }

    long count(LineQuery query, LocalDate today, AccessScope scope, long most) {
        return filtered("1", query, today, scope).count(database, most);
    }

    private static ScopedQuery filtered(String columns, LineQuery query, LocalDate today, AccessScope scope) {
        ScopedQuery wanted = ScopedQuery.select(columns).from(TABLES).within(scope, "l");
        ArchivedRows.ask(wanted, query.archived(), "l");
        if (query.standing() != null) {
            switch (query.standing()) {
                case IN_USE -> wanted.and("e.id is not null and (e.valid_until is null or e.valid_until >= ?)", today);
                case EXPIRED -> wanted.and("e.valid_until < ?", today);
                case PROPOSED -> wanted.and("e.id is null and n.state = 'PROPOSED'");
                case DRAFT -> wanted.and("e.id is null and (n.id is null or n.state <> 'PROPOSED')");
            }
        }
        wanted.andIf(query.waiting(), "n.state = 'PROPOSED'");
        if (query.owner() != null) {
            wanted.and("l.owner_id = ?", Bytes16.of(query.owner()));
        }
        if (query.topic() != null) {
            wanted.with(BELOW_TOPIC, Bytes16.of(query.topic()))
                    .and("exists (select 1 from crm_line_topic w join below on below.id = w.topic_id"
                            + " where w.line_id = l.id)");
        }
        if (query.contradicting()) {
            wanted.and("l.archived = 0 and e.id is not null and (e.valid_until is null or e.valid_until >= ?)", today)
                    .and(LineComparison.CONTRADICTING, scope.clearance().level(), today);
        }
        return wanted;
    }

    private List<LineSummary> withTopics(List<LineSummary> found, AccessScope scope) {
        if (found.isEmpty()) {
            return found;
        }
        Map<LineId, List<LocalizedText>> topics = new HashMap<>();
        ScopedQuery.select("w.line_id, t.names")
                .from("crm_line l join crm_line_topic w on w.line_id = l.id join crm_topic t on t.id = w.topic_id")
                .within(scope, "l")
                .oneOf(
                        "w.line_id",
                        found.stream().map(one -> Bytes16.of(one.id())).toList())
                .orderBy(Key.ascending("w.line_id"), Key.number("w.position", false))
                .list(database, (row, index) -> topics.computeIfAbsent(
                                new LineId(Bytes16.uuid(row, "line_id")), id -> new ArrayList<>())
                        .add(JsonText.readLocalized(row.getString("names"))));
        return found.stream()
                .map(one -> new LineSummary(
                        one.id(),
                        one.mission(),
                        one.question(),
                        topics.getOrDefault(one.id(), List.of()),
                        one.standing(),
                        one.validUntil(),
                        one.waiting(),
                        one.ownerName(),
                        one.sensitivity(),
                        one.archived(),
                        one.changedAt()))
                .toList();
    }

    List<LineSummary> summaries(Collection<LineId> ids, LocalDate today, AccessScope scope) {
        return ids.isEmpty()
                ? List.of()
                : ScopedQuery.select(LINE
                                + ", e.state as current_state, e.valid_until, n.state as next_state,"
                                + " coalesce(e.texts, n.texts, x.texts) as texts")
                        .from(TABLES)
                        .within(scope, "l")
                        .oneOf("l.id", Bytes16.of(ids))
                        .list(database, (row, index) -> summary(row, today));
    }

    private static LineSummary summary(ResultSet row, LocalDate today) throws SQLException {
        String current = row.getString("current_state");
        String next = row.getString("next_state");
        LocalDate last = row.getObject("valid_until", LocalDate.class);
        return new LineSummary(
                new LineId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                questions(LineEdition.texts(row.getString("texts"))),
                List.of(),
                standing(
                        current == null ? null : EditionState.valueOf(current),
                        last,
                        next == null ? null : EditionState.valueOf(next),
                        today),
                last,
                EditionState.PROPOSED.name().equals(next),
                row.getString("owner_name"),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                row.getBoolean("archived"),
                UtcTime.instant(row, "changed_at"));
    }

    private static LocalizedText questions(Map<String, LineText> texts) {
        Map<String, String> questions = new TreeMap<>();
        texts.forEach((language, text) -> questions.put(language, text.question()));
        return new LocalizedText(questions);
    }

    /** The approved edition of a line. */
    record InUse(
            LineId line,
            int number,
            Map<String, LineText> texts,
            @Nullable LocalDate validUntil) {}

    Map<LineId, InUse> inUse(Collection<LineId> ids, AccessScope scope) {
        Map<LineId, InUse> found = new HashMap<>();
        if (!ids.isEmpty()) {
            ScopedQuery.select("l.id, e.number, e.texts, e.valid_until")
                    .from("crm_line l join crm_line_edition e on e.line_id = l.id and e.number = l.current_number")
                    .within(scope, "l")
                    .oneOf("l.id", Bytes16.of(ids))
                    .list(database, (row, index) -> {
                        LineId line = new LineId(Bytes16.uuid(row, "id"));
                        return found.put(
                                line,
                                new InUse(
                                        line,
                                        row.getInt("number"),
                                        LineEdition.texts(row.getString("texts")),
                                        row.getObject("valid_until", LocalDate.class)));
                    });
        }
        return found;
    }

    List<RecordSight> sights(Collection<UUID> ids, AccessScope scope) {
        return summaries(ids.stream().map(LineId::new).toList(), LocalDate.MIN, scope).stream()
                .map(line -> new RecordSight(
                        new RecordRef(KIND, line.id().value()),
                        line.mission(),
                        line.sensitivity(),
                        null,
                        line.question()))
                .toList();
    }

    // ---- uses

    private static final String USE = """
            u.id, u.line_id, u.number, u.language, u.used_at, u.used_by_name, u.contact_id, u.record_kind, u.record_id, \
            v.texts, c.display_name""";

    private static final String USES = """
            crm_line_use u join crm_line l on l.id = u.line_id \
            join crm_line_edition v on v.line_id = u.line_id and v.number = u.number \
            left join crm_contact c on c.id = u.contact_id""";

    /** Of a use on somebody, or in a record, that the officer may not see nothing is told. */
    private static ScopedQuery visibleUses(String columns, AccessScope scope) {
        return ScopedQuery.select(columns)
                .from(USES)
                .within(scope, "l")
                .withinReaders(scope, "u")
                .and(
                        "(u.contact_id is null or c.sensitivity <= ?)",
                        scope.clearance().level());
    }

    private long countUses(LineId id, AccessScope scope) {
        return visibleUses("1", scope).and("u.line_id = ?", Bytes16.of(id)).count(database, 0);
    }

    static ScopedQuery uses(AccessScope scope) {
        return visibleUses(USE, scope).orderBy(Key.time("u.used_at", true), Key.descending("u.id"));
    }

    Slice<LineUse> usesOf(LineId id, AccessScope scope, Paging paging) {
        return uses(scope)
                .and("u.line_id = ?", Bytes16.of(id))
                .slice(
                        database,
                        paging,
                        (row, index) -> use(row),
                        use -> List.of(UtcTime.of(use.at()).toString(), ScopedQuery.hex(use.id())));
    }

    /** Who noted that use of which line, as it is stored by now; empty when nobody did. */
    Optional<Noted> noted(UUID use) {
        return database.sql("select line_id, used_by from crm_line_use where id = ? lock in share mode")
                .param(Bytes16.of(use))
                .query((row, index) -> new Noted(
                        new LineId(Bytes16.uuid(row, "line_id")), new OfficerId(Bytes16.uuid(row, "used_by"))))
                .optional();
    }

    record Noted(LineId line, OfficerId by) {}

    Optional<LineUse> use(UUID id, AccessScope scope) {
        return uses(scope).and("u.id = ?", Bytes16.of(id)).optional(database, (row, index) -> use(row));
    }

    static LineUse use(ResultSet row) throws SQLException {
        UUID contact = Bytes16.uuidOrNull(row, "contact_id");
        UUID record = Bytes16.uuidOrNull(row, "record_id");
        return new LineUse(
                Bytes16.uuid(row, "id"),
                new LineId(Bytes16.uuid(row, "line_id")),
                row.getInt("number"),
                row.getString("language"),
                questions(LineEdition.texts(row.getString("texts"))),
                UtcTime.instant(row, "used_at"),
                row.getString("used_by_name"),
                contact == null ? null : new ContactId(contact),
                row.getString("display_name"),
                record == null ? null : new RecordRef(row.getString("record_kind"), record));
    }

    /** @param during the record in which it was said, as it is seen now, or null */
    void keep(UUID id, MissionId mission, UsedLine used, @Nullable RecordSight during, Instant at, Officer by) {
        ContactId contact = used.contact();
        UUID readers = during == null ? null : during.readersOf();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(Bytes16.of(id));
        values.add(Bytes16.of(mission));
        values.add(Bytes16.of(used.line()));
        values.add(used.edition());
        values.add(used.language());
        values.add(UtcTime.of(at));
        values.add(Bytes16.of(by.id()));
        values.add(by.name());
        values.add(contact == null ? null : Bytes16.of(contact));
        values.add(during == null ? null : during.ref().kind());
        values.add(during == null ? null : Bytes16.of(during.ref().id()));
        values.add(during == null ? 0 : during.sensitivity().level());
        values.add(readers == null ? null : Bytes16.of(readers));
        database.sql(
                        "insert into crm_line_use (id, mission_id, line_id, number, language, used_at, used_by, used_by_name,"
                                + " contact_id, record_kind, record_id, sensitivity, readers_of) values ("
                                + ScopedQuery.marks(values.size()) + ")")
                .params(values)
                .update();
    }

    /** Uses are told to those who see the record in which they were. */
    void follow(RecordSightChanged record) {
        UUID readers = record.readersOf();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(record.sensitivity().level());
        values.add(readers == null ? null : Bytes16.of(readers));
        values.add(Bytes16.of(record.ref().id()));
        values.add(record.ref().kind());
        database.sql("update crm_line_use set sensitivity = ?, readers_of = ? where record_id = ? and record_kind = ?")
                .params(values)
                .update();
    }
}
