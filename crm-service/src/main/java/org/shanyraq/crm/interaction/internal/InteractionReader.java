package org.shanyraq.crm.interaction.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.InteractionSummary;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.KnownStance;
import org.shanyraq.crm.interaction.MetLately;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.interaction.SeenParticipant;
import org.shanyraq.crm.interaction.Stance;
import org.shanyraq.crm.interaction.StanceSource;
import org.shanyraq.crm.interaction.StatedStance;
import org.shanyraq.crm.interaction.WhyNot;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.organisation.OrganisationId;
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

/** Reads interactions in plain SQL: those that lie within a scope, and whose named readers, if any, the officer belongs to. */
class InteractionReader {

    /** Kind of record in the search, the audit trail and for references. */
    static final String KIND = "interaction";

    private static final String SUMMARY = """
            i.id, i.mission_id, i.kind, i.state, i.title, i.held_day, i.held_time, i.held_at, i.place, i.sensitivity, i.readers_of,
            i.archived""";

    /** Whoever is asked for as a participant counts only when the officer may see them. */
    private static final String SEEN_PARTICIPANT =
            "exists (select 1 from crm_interaction_participant p left join crm_contact c on c.id = p.contact_id"
                    + " where p.interaction_id = i.id and (p.contact_id is null or c.sensitivity <= ?) and ";

    private static final String BELOW_TOPIC = """
            below(id) as (
              select z.id from crm_topic z where z.id = ?
              union all
              select z.id from below join crm_topic z on z.parent_id = below.id)""";

    /** So many stances at most are looked through for the latest ones. */
    private static final int MOST_STANCES = 2_000;

    private static final int MOST_MET = 200;

    private final JdbcClient database;

    InteractionReader(JdbcClient database) {
        this.database = database;
    }

    boolean isVisible(InteractionId id, AccessScope scope) {
        return one("1", id, scope).optional(database, (row, index) -> true).isPresent();
    }

    private static ScopedQuery one(String columns, InteractionId id, AccessScope scope) {
        return ScopedQuery.select(columns)
                .from("crm_interaction i")
                .withinReaders(scope, "i")
                .and("i.id = ?", Bytes16.of(id));
    }

    // ---- one
    // --------------------------------------------------------------------------------------------------------------

    /** An interaction's own row and its lists, as far as the officer sees them. */
    record Found(
            InteractionSummary summary,
            long version,
            @Nullable String subject,
            ZoneId zone,
            @Nullable String text,
            @Nullable WhyNot whyNot,
            @Nullable String remark,
            OfficerId enteredBy,
            Instant createdAt,
            Instant changedAt,
            List<SeenParticipant> participants,
            List<OfficerId> officers,
            Map<TopicId, LocalizedText> topics,
            List<StatedStance> stances) {

        InteractionView view(List<Colleague> readers, List<Colleague> colleagues) {
            List<Colleague> named = new ArrayList<>(colleagues);
            readers.stream().filter(reader -> !named.contains(reader)).forEach(named::add);
            return new InteractionView(
                    summary.id(),
                    summary.mission(),
                    version,
                    summary.title(),
                    new InteractionDetails(
                            summary.kind(),
                            subject,
                            summary.day(),
                            summary.time(),
                            zone,
                            summary.place(),
                            participants.stream()
                                    .map(SeenParticipant::participant)
                                    .toList(),
                            officers,
                            List.copyOf(topics.keySet()),
                            text,
                            stances,
                            summary.sensitivity(),
                            readers.stream().map(Colleague::id).toList()),
                    summary.state(),
                    whyNot,
                    remark,
                    participants,
                    topics,
                    named,
                    enteredBy,
                    summary.archived(),
                    createdAt,
                    changedAt);
        }
    }

    Optional<Found> find(InteractionId id, AccessScope scope) {
        return one("i.*", id, scope)
                .optional(
                        database,
                        (row, index) -> new Found(
                                summary(row, List.of(), List.of()),
                                row.getLong("version"),
                                row.getString("subject"),
                                ZoneId.of(row.getString("zone")),
                                row.getString("summary"),
                                enumOrNull(WhyNot.class, row.getString("why_not")),
                                row.getString("remark"),
                                new OfficerId(Bytes16.uuid(row, "entered_by")),
                                UtcTime.instant(row, "created_at"),
                                UtcTime.instant(row, "changed_at"),
                                participants(id, scope),
                                officers(id, scope),
                                topics(id, scope),
                                stances(id, scope)));
    }

    private static <E extends Enum<E>> @Nullable E enumOrNull(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private List<SeenParticipant> participants(InteractionId id, AccessScope scope) {
        return one("p.*, c.display_name, o.names", id, scope)
                .from("join crm_interaction_participant p on p.interaction_id = i.id"
                        + " left join crm_contact c on c.id = p.contact_id"
                        + " left join crm_organisation o on o.id = p.organisation_id")
                .and(
                        "(p.contact_id is null or c.sensitivity <= ?)",
                        scope.clearance().level())
                .orderBy(Key.number("p.position", false))
                .list(database, (row, index) -> {
                    InteractionParts.Part part = InteractionParts.part(row);
                    InteractionParts.Frozen frozen = part.frozen();
                    Participant participant = part.participant();
                    String name = participant.contact() == null ? participant.name() : row.getString("display_name");
                    return new SeenParticipant(
                            participant,
                            name == null ? "" : name,
                            frozen == null
                                    ? null
                                    : new SeenParticipant.Standing(
                                            frozen.post(),
                                            frozen.role(),
                                            frozen.title(),
                                            frozen.organisation(),
                                            JsonText.readLocalized(row.getString("names")),
                                            frozen.circle()));
                });
    }

    private List<OfficerId> officers(InteractionId id, AccessScope scope) {
        return one("w.officer_id", id, scope)
                .from("join crm_interaction_officer w on w.interaction_id = i.id")
                .orderBy(Key.number("w.position", false))
                .list(database, (row, index) -> new OfficerId(Bytes16.uuid(row, "officer_id")));
    }

    private Map<TopicId, LocalizedText> topics(InteractionId id, AccessScope scope) {
        Map<TopicId, LocalizedText> topics = new LinkedHashMap<>();
        one("w.topic_id, t.names", id, scope)
                .from("join crm_interaction_topic w on w.interaction_id = i.id join crm_topic t on t.id = w.topic_id")
                .orderBy(Key.number("w.position", false))
                .list(
                        database,
                        (row, index) -> topics.put(
                                new TopicId(Bytes16.uuid(row, "topic_id")),
                                JsonText.readLocalized(row.getString("names"))));
        return topics;
    }

    private List<StatedStance> stances(InteractionId id, AccessScope scope) {
        return one("s.*", id, scope)
                .from("join crm_stance s on s.interaction_id = i.id join crm_contact c on c.id = s.contact_id")
                .and("c.sensitivity <= ?", scope.clearance().level())
                .orderBy(Key.ascending("s.contact_id"), Key.ascending("s.topic_id"))
                .list(database, (row, index) -> InteractionParts.stance(row));
    }

    // ---- what the rules look at
    // -----------------------------------------------------------------------------------------

    /** How sensitive contacts of the mission are, seen or not. */
    Map<ContactId, Sensitivity> sensitivities(Collection<ContactId> contacts, MissionId mission) {
        Map<ContactId, Sensitivity> sensitivities = new HashMap<>();
        if (!contacts.isEmpty()) {
            List<Object> values = new ArrayList<>(Bytes16.of(contacts));
            values.add(Bytes16.of(mission));
            database.sql("select id, sensitivity from crm_contact where id in (" + ScopedQuery.marks(contacts.size())
                            + ") and mission_id = ?")
                    .params(values)
                    .query(row -> {
                        sensitivities.put(
                                new ContactId(Bytes16.uuid(row, "id")), Sensitivity.ofLevel(row.getInt("sensitivity")));
                    });
        }
        return sensitivities;
    }

    /** Those of the topics that the mission has and offers. */
    Set<TopicId> offered(Collection<TopicId> topics, MissionId mission) {
        if (topics.isEmpty()) {
            return Set.of();
        }
        List<Object> values = new ArrayList<>(Bytes16.of(topics));
        values.add(Bytes16.of(mission));
        return new HashSet<>(database.sql("select id from crm_topic where id in (" + ScopedQuery.marks(topics.size())
                        + ") and mission_id = ? and archived = 0")
                .params(values)
                .query((row, index) -> new TopicId(Bytes16.uuid(row, "id")))
                .list());
    }

    // ---- lists
    // ----------------------------------------------------------------------------------------------------------

    Slice<InteractionSummary> list(InteractionQuery query, AccessScope scope, Paging paging) {
        record Listed(InteractionSummary summary, List<String> key) {}
        ScopedQuery wanted = filtered(SUMMARY, query, scope);
        if (isPlain(query)) {
            wanted.separately();
        }
        Slice<InteractionSummary> slice = wanted.orderBy(Key.time("i.held_at", true), new Key("i.id", true))
                .slice(
                        database,
                        paging,
                        (row, index) -> new Listed(
                                summary(row, List.of(), List.of()),
                                List.of(
                                        UtcTime.of(UtcTime.instant(row, "held_at"))
                                                .toString(),
                                        ScopedQuery.hex(Bytes16.uuid(row, "id")))),
                        Listed::key)
                .map(Listed::summary);
        return new Slice<>(complete(slice.items(), scope), slice.next());
    }

    /** Whether an index gives the order of the list. */
    private static boolean isPlain(InteractionQuery query) {
        return query.text() == null
                && query.topic() == null
                && query.contact() == null
                && query.post() == null
                && query.within() == null
                && query.officer() == null;
    }

    long count(InteractionQuery query, AccessScope scope, long limit) {
        return filtered("1", query, scope).count(database, limit);
    }

    /** Planned ones that the officer entered or is one of, whose day is over, earliest first. */
    List<InteractionSummary> awaitingWord(OfficerId officer, Instant now, AccessScope scope, int limit) {
        return complete(
                ScopedQuery.select(SUMMARY)
                        .from("crm_interaction i")
                        .withinReaders(scope, "i")
                        .and(
                                "(i.entered_by = ? or exists (select 1 from crm_interaction_officer w"
                                        + " where w.interaction_id = i.id and w.officer_id = ?))",
                                Bytes16.of(officer),
                                Bytes16.of(officer))
                        .and("i.state = ?", InteractionState.PLANNED.name())
                        .and("i.archived = 0")
                        .and(
                                "(i.held_time is not null and i.held_at < ? or i.held_at < ?)",
                                UtcTime.of(now),
                                UtcTime.of(now.minus(Duration.ofDays(1))))
                        .orderBy(Key.time("i.held_at", false), new Key("i.id", false))
                        .limit(limit)
                        .list(database, (row, index) -> summary(row, List.of(), List.of())),
                scope);
    }

    /** Planned ones that the officer is one of, from that day on, earliest first. */
    List<InteractionSummary> ahead(OfficerId officer, LocalDate from, AccessScope scope, int limit) {
        return complete(
                ScopedQuery.select(SUMMARY)
                        .from("crm_interaction i")
                        .withinReaders(scope, "i")
                        .and(
                                "exists (select 1 from crm_interaction_officer w"
                                        + " where w.interaction_id = i.id and w.officer_id = ?)",
                                Bytes16.of(officer))
                        .and("i.state = ?", InteractionState.PLANNED.name())
                        .and("i.archived = 0")
                        .and("i.held_day >= ?", from)
                        .orderBy(Key.time("i.held_at", false), new Key("i.id", false))
                        .limit(limit)
                        .list(database, (row, index) -> summary(row, List.of(), List.of())),
                scope);
    }

    /** Whom the officer met, latest first, among the last {@value #MOST_MET} meetings with somebody. */
    List<MetLately> metLately(OfficerId officer, AccessScope scope, int limit) {
        Map<ContactId, MetLately> people = new LinkedHashMap<>();
        ScopedQuery.select("i.id, i.held_day, i.held_at, i.title, p.contact_id, p.position, c.display_name")
                .from("crm_interaction i")
                .withinReaders(scope, "i")
                .from("join crm_interaction_officer w on w.interaction_id = i.id"
                        + " join crm_interaction_participant p on p.interaction_id = i.id"
                        + " join crm_contact c on c.id = p.contact_id")
                .and("w.officer_id = ?", Bytes16.of(officer))
                .and("i.state = ?", InteractionState.HELD.name())
                .and("i.archived = 0")
                .and("c.archived = 0")
                .and("c.sensitivity <= ?", scope.clearance().level())
                .orderBy(Key.time("i.held_at", true), new Key("i.id", true), Key.number("p.position", false))
                .limit(MOST_MET)
                .list(database, (row, index) -> {
                    ContactId contact = new ContactId(Bytes16.uuid(row, "contact_id"));
                    return new MetLately(
                            contact,
                            row.getString("display_name"),
                            row.getObject("held_day", LocalDate.class),
                            new InteractionId(Bytes16.uuid(row, "id")),
                            row.getString("title"));
                })
                .forEach(met -> people.putIfAbsent(met.contact(), met));
        return people.values().stream().limit(limit).toList();
    }

    /** Those that fit the text, latest first. */
    List<InteractionSummary> fitting(String text, AccessScope scope, int limit) {
        if (SearchWords.query(text) == null
                || text.strip().codePointCount(0, text.strip().length()) < 2) {
            return List.of();
        }
        InteractionQuery query =
                new InteractionQuery(text, null, null, null, null, null, null, null, null, null, Archived.WITHOUT);
        return complete(
                filtered(SUMMARY, query, scope)
                        .orderBy(Key.time("i.held_at", true), new Key("i.id", true))
                        .limit(limit)
                        .list(database, (row, index) -> summary(row, List.of(), List.of())),
                scope);
    }

    private static ScopedQuery filtered(String columns, InteractionQuery query, AccessScope scope) {
        int clearance = scope.clearance().level();
        ScopedQuery wanted =
                ScopedQuery.select(columns).from("crm_interaction i").withinReaders(scope, "i");
        ArchivedRows.ask(wanted, query.archived(), "i");
        if (query.text() != null && !query.text().isBlank()) {
            String words = SearchWords.query(query.text());
            if (words == null) {
                wanted.and("1 = 0");
            } else {
                wanted.and("match (i.search_text) against (? in boolean mode)", words);
            }
        }
        if (query.kind() != null) {
            wanted.and("i.kind = ?", query.kind().name());
        }
        if (query.state() != null) {
            wanted.and("i.state = ?", query.state().name());
        }
        if (query.topic() != null) {
            wanted.with("recursive " + BELOW_TOPIC, Bytes16.of(query.topic()))
                    .and("exists (select 1 from crm_interaction_topic w join below on below.id = w.topic_id"
                            + " where w.interaction_id = i.id)");
        }
        if (query.contact() != null) {
            wanted.and(SEEN_PARTICIPANT + "p.contact_id = ?)", clearance, Bytes16.of(query.contact()));
        }
        if (query.post() != null) {
            wanted.and(SEEN_PARTICIPANT + "p.post_id = ?)", clearance, Bytes16.of(query.post()));
        }
        if (query.within() != null) {
            String parts = OrganisationParts.PART;
            wanted.with(
                            query.topic() == null ? parts : parts.substring(parts.indexOf("part(id)")),
                            Bytes16.of(query.within()))
                    .and(SEEN_PARTICIPANT + "p.organisation_id in (select part.id from part))", clearance);
        }
        if (query.officer() != null) {
            wanted.and(
                    "exists (select 1 from crm_interaction_officer w where w.interaction_id = i.id and w.officer_id = ?)",
                    Bytes16.of(query.officer()));
        }
        // The day is that of the place; the moment, by which the list is ordered and found, is at most a day away.
        if (query.from() != null) {
            LocalDate from = kept(query.from());
            wanted.and("i.held_at >= ? and i.held_day >= ?", from.minusDays(1).atStartOfDay(), from);
        }
        if (query.until() != null) {
            LocalDate until = kept(query.until());
            wanted.and("i.held_at < ? and i.held_day <= ?", until.plusDays(2).atStartOfDay(), until);
        }
        return wanted;
    }

    /** Years that no column can hold are taken for the nearest that one can. */
    private static LocalDate kept(LocalDate day) {
        return day.getYear() > 9_000
                ? LocalDate.of(9_000, 1, 1)
                : day.getYear() < 1_000 ? LocalDate.of(1_000, 1, 1) : day;
    }

    private static InteractionSummary summary(ResultSet row, List<String> people, List<LocalizedText> topics)
            throws SQLException {
        String time = row.getString("held_time");
        return new InteractionSummary(
                new InteractionId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                InteractionKind.valueOf(row.getString("kind")),
                InteractionState.valueOf(row.getString("state")),
                row.getString("title"),
                row.getObject("held_day", LocalDate.class),
                time == null ? null : LocalTime.parse(time),
                row.getString("place"),
                people,
                topics,
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                row.getObject("readers_of") != null,
                row.getBoolean("archived"));
    }

    /** Adds whom the officer may see of those who took part, and the topics. */
    private List<InteractionSummary> complete(List<InteractionSummary> found, AccessScope scope) {
        if (found.isEmpty()) {
            return found;
        }
        List<byte[]> ids = found.stream().map(one -> Bytes16.of(one.id())).toList();
        Map<UUID, List<String>> people = new HashMap<>();
        ScopedQuery.select("p.interaction_id, coalesce(c.display_name, p.name) as shown")
                .from("crm_interaction i join crm_interaction_participant p on p.interaction_id = i.id"
                        + " left join crm_contact c on c.id = p.contact_id")
                .withinReaders(scope, "i")
                .oneOf("p.interaction_id", ids)
                .and(
                        "(p.contact_id is null or c.sensitivity <= ?)",
                        scope.clearance().level())
                .orderBy(Key.ascending("p.interaction_id"), Key.number("p.position", false))
                .list(database, (row, index) -> people.computeIfAbsent(
                                Bytes16.uuid(row, "interaction_id"), id -> new ArrayList<>())
                        .add(row.getString("shown")));
        Map<UUID, List<LocalizedText>> topics = new HashMap<>();
        ScopedQuery.select("w.interaction_id, t.names")
                .from("crm_interaction i join crm_interaction_topic w on w.interaction_id = i.id"
                        + " join crm_topic t on t.id = w.topic_id")
                .withinReaders(scope, "i")
                .oneOf("w.interaction_id", ids)
                .orderBy(Key.ascending("w.interaction_id"), Key.number("w.position", false))
                .list(database, (row, index) -> topics.computeIfAbsent(
                                Bytes16.uuid(row, "interaction_id"), id -> new ArrayList<>())
                        .add(JsonText.readLocalized(row.getString("names"))));
        return found.stream()
                .map(one -> new InteractionSummary(
                        one.id(),
                        one.mission(),
                        one.kind(),
                        one.state(),
                        one.title(),
                        one.day(),
                        one.time(),
                        one.place(),
                        people.getOrDefault(one.id().value(), List.of()),
                        topics.getOrDefault(one.id().value(), List.of()),
                        one.sensitivity(),
                        one.limited(),
                        one.archived()))
                .toList();
    }

    // ---- stances
    // --------------------------------------------------------------------------------------------------------

    List<KnownStance> stancesOf(ContactId contact, AccessScope scope) {
        return latest(stances(scope).and("s.contact_id = ?", Bytes16.of(contact)));
    }

    List<KnownStance> stancesWithin(OrganisationId organisation, AccessScope scope) {
        return latest(stances(scope)
                .with(OrganisationParts.PART, Bytes16.of(organisation))
                .and("exists (select 1 from crm_interaction_participant p where p.interaction_id = i.id"
                        + " and p.contact_id = s.contact_id and p.organisation_id in (select part.id from part))"));
    }

    private static ScopedQuery stances(AccessScope scope) {
        return ScopedQuery.select("s.*, c.display_name, t.names, i.held_at")
                .from("crm_stance s join crm_interaction i on i.id = s.interaction_id"
                        + " join crm_contact c on c.id = s.contact_id join crm_topic t on t.id = s.topic_id")
                .withinReaders(scope, "i")
                .and("c.sensitivity <= ?", scope.clearance().level())
                .and("i.archived = 0")
                // What was only planned, or came to nothing, says nothing.
                .and("i.state = ?", InteractionState.HELD.name());
    }

    /** Of each person and topic the latest. */
    private List<KnownStance> latest(ScopedQuery wanted) {
        record Pair(ContactId contact, TopicId topic) {}
        Map<Pair, KnownStance> latest = new LinkedHashMap<>();
        wanted.orderBy(Key.descending("s.stated_on"), Key.time("i.held_at", true), new Key("i.id", true))
                .limit(MOST_STANCES)
                .list(database, (row, index) -> {
                    KnownStance stance = new KnownStance(
                            new ContactId(Bytes16.uuid(row, "contact_id")),
                            row.getString("display_name"),
                            new TopicId(Bytes16.uuid(row, "topic_id")),
                            JsonText.readLocalized(row.getString("names")),
                            Stance.valueOf(row.getString("stance")),
                            row.getObject("stated_on", LocalDate.class),
                            StanceSource.valueOf(row.getString("source")),
                            new InteractionId(Bytes16.uuid(row, "interaction_id")));
                    return latest.putIfAbsent(new Pair(stance.contact(), stance.topic()), stance);
                });
        return List.copyOf(latest.values());
    }

    // ---- for others
    // -----------------------------------------------------------------------------------------------------

    /** Those of the interactions that lie within the scope, as links to them show them. */
    List<RecordSight> sights(List<UUID> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return ScopedQuery.select("i.id, i.mission_id, i.sensitivity, i.readers_of, i.title")
                .from("crm_interaction i")
                .withinReaders(scope, "i")
                .oneOf("i.id", ids.stream().map(Bytes16::of).toList())
                .list(
                        database,
                        (row, index) -> new RecordSight(
                                new RecordRef(KIND, Bytes16.uuid(row, "id")),
                                new MissionId(Bytes16.uuid(row, "mission_id")),
                                Sensitivity.ofLevel(row.getInt("sensitivity")),
                                Bytes16.uuidOrNull(row, "readers_of"),
                                LocalizedText.of("en", row.getString("title"))));
    }
}
