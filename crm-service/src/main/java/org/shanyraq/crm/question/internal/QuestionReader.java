package org.shanyraq.crm.question.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.MailTrouble;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionFigures;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionLoop;
import org.shanyraq.crm.question.QuestionOrigin;
import org.shanyraq.crm.question.QuestionQuery;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.ArchivedRows;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.OrganisationParts;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.SearchWords;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads questions in plain SQL: those that lie within a scope, and whose named readers, if any, the officer belongs to. */
class QuestionReader {

    /** Kind of record in the search, the audit trail and for references. */
    static final String KIND = "question";

    /**
     * What of question {@code q} may be told: that of its part {@code a}. Where it has none, the strictest of the parts that are for questions; where
     * those or its own are gone, the strictest of all; null without an agenda.
     */
    static final String ATTRIBUTION = """
            coalesce(a.attribution, (select z.attribution from crm_agenda_item z where z.dialogue_id = q.dialogue_id \
            order by q.part_id is null and z.kind = 'QUESTIONS' desc, \
            field(z.attribution, 'OFF_RECORD', 'NOT_FOR_ATTRIBUTION', 'ON_RECORD') limit 1))""";

    private static final String SUMMARY =
            "q.id, q.mission_id, q.version, q.dialogue_id, d.theme, q.part_id, " + ATTRIBUTION + """
             as attribution, q.number, q.position, q.state, q.origin, q.asker_id, \
            q.asker_name, q.asker_affiliation, c.display_name, c.sensitivity as asker_sensitivity, o.names as organisation_names, \
            q.to_words, tc.display_name as to_contact_name, tc.sensitivity as to_sensitivity, tw.name as to_officer_name, q.text, \
            q.language, q.answer, q.hidden, q.votes, m.number as merged_number, w.name as owner_name, q.due_on, q.received_at, \
            q.sensitivity, q.readers_of, q.archived""";

    private static final String TABLES = """
            crm_question q join crm_dialogue d on d.id = q.dialogue_id \
            left join crm_contact c on c.id = q.asker_id \
            left join crm_organisation o on o.id = q.organisation_id \
            left join crm_contact tc on tc.id = q.to_contact_id \
            left join crm_officer tw on tw.id = q.to_officer_id \
            left join crm_officer w on w.id = q.owner_id \
            left join crm_agenda_item a on a.dialogue_id = q.dialogue_id and a.id = q.part_id \
            left join crm_question m on m.id = q.merged_into""";

    private static final String BELOW_TOPIC = """
            below(id) as (
              select z.id from crm_topic z where z.id = ?
              union all
              select z.id from below join crm_topic z on z.parent_id = below.id)""";

    private final JdbcClient database;

    QuestionReader(JdbcClient database) {
        this.database = database;
    }

    boolean isVisible(QuestionId id, AccessScope scope) {
        return one("1", id, scope).optional(database, (row, index) -> true).isPresent();
    }

    boolean isLineVisible(LineId line, AccessScope scope) {
        return ScopedQuery.select("1")
                .from("crm_line l")
                .within(scope, "l")
                .and("l.id = ?", Bytes16.of(line))
                .optional(database, (row, index) -> true)
                .isPresent();
    }

    private static ScopedQuery one(String columns, QuestionId id, AccessScope scope) {
        return ScopedQuery.select(columns)
                .from("crm_question q")
                .withinReaders(scope, "q")
                .and("q.id = ?", Bytes16.of(id));
    }

    // ---- one

    Optional<QuestionView> view(QuestionId id, LocalDate today, AccessScope scope) {
        Map<TopicId, LocalizedText> topics = topics(id, scope);
        return ScopedQuery.select(SUMMARY + """
                        , q.post_id, q.organisation_id, q.circle, q.role, q.title, q.to_contact_id, q.to_officer_id, q.chosen, \
                        q.by_contact_id, q.by_officer_id, q.by_words, q.answered_at, q.line_id, q.line_edition, q.line_language, \
                        q.declined, q.remark, q.merged_into, q.owner_id, q.taken_at, q.commitment_id, q.follow_up_id, q.draft, \
                        q.draft_authors, q.drafted_by_name, q.returned, q.cleared_by_name, q.cleared_at, q.mailed_at, q.trouble, \
                        q.closed_at, q.working_days, q.created_at, q.changed_at, bc.display_name as by_contact_name, \
                        bc.sensitivity as by_sensitivity, l.sensitivity as line_sensitivity, l.mission_id as line_mission, bw.name as by_officer_name, a.title as part_title""")
                .from(TABLES + " left join crm_contact bc on bc.id = q.by_contact_id"
                        + " left join crm_officer bw on bw.id = q.by_officer_id"
                        + " left join crm_line l on l.id = q.line_id")
                .withinReaders(scope, "q")
                .and("q.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> view(row, topics, merged(id, scope), today, scope));
    }

    private static QuestionView view(
            ResultSet row,
            Map<TopicId, LocalizedText> topics,
            List<QuestionView.Merged> merged,
            LocalDate today,
            AccessScope scope)
            throws SQLException {
        QuestionSummary summary = summary(row, today, scope).withTopics(List.copyOf(topics.values()));
        String part = row.getString("part_title");
        UUID into = Bytes16.uuidOrNull(row, "merged_into");
        UUID readers = Bytes16.uuidOrNull(row, "readers_of");
        return new QuestionView(
                summary.id(),
                summary.version(),
                summary,
                new QuestionDetails(
                        summary.part(),
                        summary.askerContact() == null
                                ? new Asker(null, row.getString("asker_name"), row.getString("asker_affiliation"))
                                : Asker.of(summary.askerContact()),
                        answerer(row, "to", scope),
                        List.copyOf(topics.keySet()),
                        summary.text(),
                        summary.language(),
                        Sensitivity.ofLevel(row.getInt("chosen"))),
                summary.askerHidden() ? null : standing(row),
                part == null ? null : JsonText.readLocalized(part),
                topics,
                answer(row, scope),
                name(row, "by", scope),
                UtcTime.instantOrNull(row, "answered_at"),
                enumOrNull(DeclineReason.class, row.getString("declined")),
                row.getString("remark"),
                into == null ? null : new QuestionId(into),
                merged,
                loop(row, summary, scope),
                readers,
                UtcTime.instant(row, "created_at"),
                UtcTime.instant(row, "changed_at"));
    }

    private static <E extends Enum<E>> @Nullable E enumOrNull(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    static @Nullable Frozen frozen(ResultSet row) throws SQLException {
        return Frozen.of(
                Bytes16.uuidOrNull(row, "post_id"),
                Bytes16.uuidOrNull(row, "organisation_id"),
                row.getString("circle"),
                row.getString("role"),
                row.getString("title"));
    }

    private static QuestionView.@Nullable Standing standing(ResultSet row) throws SQLException {
        Frozen frozen = frozen(row);
        return frozen == null
                ? null
                : new QuestionView.Standing(
                        frozen.post(),
                        frozen.role(),
                        frozen.title(),
                        frozen.organisation(),
                        JsonText.readLocalized(row.getString("organisation_names")),
                        frozen.circle());
    }

    /** Without a contact that the officer may not see. */
    private static Answerer answerer(ResultSet row, String prefix, AccessScope scope) throws SQLException {
        UUID contact = Bytes16.uuidOrNull(row, prefix + "_contact_id");
        UUID officer = Bytes16.uuidOrNull(row, prefix + "_officer_id");
        return new Answerer(
                contact == null || isHidden(row, prefix, scope) ? null : new ContactId(contact),
                officer == null ? null : new OfficerId(officer),
                row.getString(prefix + "_words"));
    }

    private static boolean isHidden(ResultSet row, String prefix, AccessScope scope) throws SQLException {
        return row.getInt(prefix + "_sensitivity") > scope.clearance().level();
    }

    private static @Nullable String name(ResultSet row, String prefix, AccessScope scope) throws SQLException {
        String words = row.getString(prefix + "_words");
        String officer = row.getString(prefix + "_officer_name");
        if (words != null || officer != null) {
            return words == null ? officer : words;
        }
        String contact = row.getString(prefix + "_contact_name");
        return contact == null || isHidden(row, prefix, scope) ? null : contact;
    }

    private static @Nullable GivenAnswer answer(ResultSet row, AccessScope scope) throws SQLException {
        if (row.getString("answered_at") == null) {
            return null;
        }
        UUID line = Bytes16.uuidOrNull(row, "line_id");
        UUID ofLine = Bytes16.uuidOrNull(row, "line_mission");
        if (ofLine == null
                || !scope.permits(new MissionId(ofLine), Sensitivity.ofLevel(row.getInt("line_sensitivity")))) {
            line = null;
        }
        return new GivenAnswer(
                row.getString("answer"),
                answerer(row, "by", scope),
                line == null ? null : new LineId(line),
                line == null ? null : row.getObject("line_edition", Integer.class),
                line == null ? null : row.getString("line_language"));
    }

    private static @Nullable QuestionLoop loop(ResultSet row, QuestionSummary summary, AccessScope scope)
            throws SQLException {
        UUID owner = Bytes16.uuidOrNull(row, "owner_id");
        Instant taken = UtcTime.instantOrNull(row, "taken_at");
        LocalDate due = summary.dueOn();
        if (owner == null || taken == null || due == null) {
            return null;
        }
        UUID commitment = Bytes16.uuidOrNull(row, "commitment_id");
        UUID followUp = Bytes16.uuidOrNull(row, "follow_up_id");
        return new QuestionLoop(
                new OfficerId(owner),
                summary.owner() == null ? "" : summary.owner(),
                taken,
                due,
                summary.overdue(),
                commitment == null ? null : new CommitmentId(commitment),
                followUp == null ? null : new FollowUpId(followUp),
                row.getString("draft"),
                row.getString("drafted_by_name"),
                JsonText.readStrings(row.getString("draft_authors"))
                        .contains(scope.officer().value().toString()),
                row.getString("returned"),
                row.getString("cleared_by_name"),
                UtcTime.instantOrNull(row, "cleared_at"),
                UtcTime.instantOrNull(row, "mailed_at"),
                enumOrNull(MailTrouble.class, row.getString("trouble")),
                UtcTime.instantOrNull(row, "closed_at"),
                row.getObject("working_days", Integer.class));
    }

    private Map<TopicId, LocalizedText> topics(QuestionId id, AccessScope scope) {
        Map<TopicId, LocalizedText> topics = new LinkedHashMap<>();
        one("w.topic_id, t.names", id, scope)
                .from("join crm_question_topic w on w.question_id = q.id join crm_topic t on t.id = w.topic_id")
                .orderBy(Key.number("w.position", false))
                .list(
                        database,
                        (row, index) -> topics.put(
                                new TopicId(Bytes16.uuid(row, "topic_id")),
                                JsonText.readLocalized(row.getString("names"))));
        return topics;
    }

    private List<QuestionView.Merged> merged(QuestionId id, AccessScope scope) {
        return ScopedQuery.select("q.id, q.number, q.text")
                .from("crm_question q")
                .withinReaders(scope, "q")
                .and("q.merged_into = ?", Bytes16.of(id))
                .and("q.archived = 0")
                .orderBy(Key.number("q.number", false))
                .list(
                        database,
                        (row, index) -> new QuestionView.Merged(
                                new QuestionId(Bytes16.uuid(row, "id")), row.getInt("number"), row.getString("text")));
    }

    // ---- lists

    List<QuestionSummary> running(DialogueId dialogue, LocalDate today, AccessScope scope, int most) {
        return complete(
                filtered(SUMMARY, QuestionQuery.of(dialogue), today, scope)
                        .orderBy(Key.number("q.position", false))
                        .limit(most)
                        .list(database, (row, index) -> summary(row, today, scope)),
                scope);
    }

    Slice<QuestionSummary> list(QuestionQuery query, LocalDate today, AccessScope scope, Paging paging) {
        Slice<QuestionSummary> slice = filtered(SUMMARY, query, today, scope)
                .orderBy(Key.time("q.received_at", true), new Key("q.id", true))
                .slice(
                        database,
                        paging,
                        (row, index) -> summary(row, today, scope),
                        question -> List.of(
                                UtcTime.of(question.receivedAt()).toString(),
                                ScopedQuery.hex(question.id().value())));
        return new Slice<>(complete(slice.items(), scope), slice.next());
    }

    long count(QuestionQuery query, LocalDate today, AccessScope scope, long limit) {
        return filtered("1", query, today, scope).count(database, limit);
    }

    /** Those that fit the text, latest first. */
    List<QuestionSummary> fitting(String text, LocalDate today, AccessScope scope, int limit) {
        if (SearchWords.query(text) == null
                || text.strip().codePointCount(0, text.strip().length()) < 2) {
            return List.of();
        }
        QuestionQuery query =
                new QuestionQuery(text, null, null, null, null, null, null, null, false, Archived.WITHOUT);
        return filtered(SUMMARY, query, today, scope)
                .orderBy(Key.time("q.received_at", true), new Key("q.id", true))
                .limit(limit)
                .list(database, (row, index) -> summary(row, today, scope));
    }

    private static ScopedQuery filtered(String columns, QuestionQuery query, LocalDate today, AccessScope scope) {
        int clearance = scope.clearance().level();
        ScopedQuery wanted = ScopedQuery.select(columns).from(TABLES).withinReaders(scope, "q");
        ArchivedRows.ask(wanted, query.archived(), "q");
        if (query.text() != null && !query.text().isBlank()) {
            String words = SearchWords.query(query.text());
            if (words == null) {
                wanted.and("1 = 0");
            } else {
                wanted.and("match (q.search_text) against (? in boolean mode)", words);
            }
        }
        if (query.dialogue() != null) {
            wanted.and("q.dialogue_id = ?", Bytes16.of(query.dialogue()));
        }
        if (query.state() != null) {
            wanted.and("q.state = ?", query.state().name());
        }
        if (query.origin() != null) {
            wanted.and("q.origin = ?", query.origin().name());
        }
        if (query.owner() != null) {
            wanted.and("q.owner_id = ?", Bytes16.of(query.owner()));
        }
        if (query.overdue()) {
            wanted.and("q.state = ?", QuestionState.TAKEN_AWAY.name()).and("q.due_on < ?", today);
        }
        if (query.topic() != null) {
            wanted.with("recursive " + BELOW_TOPIC, Bytes16.of(query.topic()))
                    .and("exists (select 1 from crm_question_topic v join below on below.id = v.topic_id"
                            + " where v.question_id = q.id)");
        }
        if (query.contact() != null) {
            wanted.and("q.asker_id = ? and c.sensitivity <= ?", Bytes16.of(query.contact()), clearance);
        }
        if (query.within() != null) {
            String parts = OrganisationParts.PART;
            wanted.with(
                            query.topic() == null ? parts : parts.substring(parts.indexOf("part(id)")),
                            Bytes16.of(query.within()))
                    .and("q.organisation_id in (select part.id from part) and c.sensitivity <= ?", clearance);
        }
        return wanted;
    }

    private static QuestionSummary summary(ResultSet row, LocalDate today, AccessScope scope) throws SQLException {
        UUID contact = Bytes16.uuidOrNull(row, "asker_id");
        boolean hidden = contact != null && isHidden(row, "asker", scope);
        String organisation = row.getString("organisation_names");
        UUID part = Bytes16.uuidOrNull(row, "part_id");
        String attribution = row.getString("attribution");
        QuestionState state = QuestionState.valueOf(row.getString("state"));
        LocalDate due = row.getObject("due_on", LocalDate.class);
        return new QuestionSummary(
                new QuestionId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                JsonText.readLocalized(row.getString("theme")),
                part == null ? null : new AgendaItemId(part),
                attribution == null ? Attribution.ON_RECORD : Attribution.valueOf(attribution),
                row.getInt("number"),
                row.getInt("position"),
                state,
                QuestionOrigin.valueOf(row.getString("origin")),
                hidden ? null : contact == null ? row.getString("asker_name") : row.getString("display_name"),
                hidden || contact == null ? null : new ContactId(contact),
                hidden,
                hidden || organisation == null ? null : JsonText.readLocalized(organisation),
                row.getString("asker_affiliation"),
                name(row, "to", scope),
                List.of(),
                row.getString("text"),
                row.getString("language"),
                row.getString("answer"),
                row.getBoolean("hidden"),
                row.getInt("votes"),
                row.getObject("merged_number", Integer.class),
                row.getString("owner_name"),
                due,
                state == QuestionState.TAKEN_AWAY && due != null && due.isBefore(today),
                UtcTime.instant(row, "received_at"),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                row.getObject("readers_of") != null,
                row.getBoolean("archived"));
    }

    /** Adds the topics. */
    private List<QuestionSummary> complete(List<QuestionSummary> found, AccessScope scope) {
        if (found.isEmpty()) {
            return found;
        }
        Map<UUID, List<LocalizedText>> topics = new HashMap<>();
        ScopedQuery.select("w.question_id, t.names")
                .from("crm_question q join crm_question_topic w on w.question_id = q.id"
                        + " join crm_topic t on t.id = w.topic_id")
                .withinReaders(scope, "q")
                .oneOf(
                        "w.question_id",
                        found.stream().map(one -> Bytes16.of(one.id())).toList())
                .orderBy(Key.ascending("w.question_id"), Key.number("w.position", false))
                .list(database, (row, index) -> topics.computeIfAbsent(
                                Bytes16.uuid(row, "question_id"), id -> new ArrayList<>())
                        .add(JsonText.readLocalized(row.getString("names"))));
        return found.stream()
                .map(one -> one.withTopics(topics.getOrDefault(one.id().value(), List.of())))
                .toList();
    }

    // ---- figures

    QuestionFigures figures(DialogueId dialogue, LocalDate today, AccessScope scope) {
        QuestionQuery all = QuestionQuery.of(dialogue);
        Map<QuestionState, Long> states = new EnumMap<>(QuestionState.class);
        for (QuestionState state : QuestionState.values()) {
            states.put(state, 0L);
        }
        filtered("q.state, count(*) as number", all, today, scope)
                .groupBy("q.state")
                .list(
                        database,
                        (row, index) ->
                                states.put(QuestionState.valueOf(row.getString("state")), row.getLong("number")));
        List<Integer> days = filtered("q.working_days", all.in(QuestionState.ANSWERED_AFTER), today, scope)
                .and("q.working_days is not null")
                .orderBy(Key.number("q.working_days", false))
                .list(database, (row, index) -> row.getInt("working_days"));
        long overdue = count(
                new QuestionQuery(null, dialogue, null, null, null, null, null, null, true, Archived.WITHOUT),
                today,
                scope,
                0);
        return new QuestionFigures(
                dialogue,
                states.values().stream().mapToLong(Long::longValue).sum(),
                states,
                overdue,
                median(days),
                days.isEmpty() ? null : days.get(days.size() - 1));
    }

    /** Of numbers in their order. */
    static @Nullable Double median(List<Integer> sorted) {
        int size = sorted.size();
        if (size == 0) {
            return null;
        }
        return size % 2 == 1 ? (double) sorted.get(size / 2) : (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2.0;
    }

    // ---- for others

    /** Those of the questions that lie within the scope, as links to them show them. */
    List<RecordSight> sights(List<UUID> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return ScopedQuery.select("q.id, q.mission_id, q.sensitivity, q.readers_of, q.text")
                .from("crm_question q")
                .withinReaders(scope, "q")
                .oneOf("q.id", ids.stream().map(Bytes16::of).toList())
                .list(
                        database,
                        (row, index) -> new RecordSight(
                                new RecordRef(KIND, Bytes16.uuid(row, "id")),
                                new MissionId(Bytes16.uuid(row, "mission_id")),
                                Sensitivity.ofLevel(row.getInt("sensitivity")),
                                Bytes16.uuidOrNull(row, "readers_of"),
                                LocalizedText.of("en", beginning(row.getString("text")))));
    }

    /** What a question is called where there is a line for it. */
    static String beginning(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= 120
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 119)) + "…";
    }
}
