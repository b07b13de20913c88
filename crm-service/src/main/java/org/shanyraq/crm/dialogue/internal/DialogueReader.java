package org.shanyraq.crm.dialogue.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.OfficerInCharge;
import org.shanyraq.crm.dialogue.OtherDialogue;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.ArchivedRows;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads dialogues in plain SQL, always within a scope: of their speakers those whose contacts lie within it too. */
class DialogueReader {

    /** Kind of record in the name index, the search and the audit trail. */
    static final String KIND = "dialogue";

    /** Dialogues in the name index. */
    static final NameIndex.Subjects SUBJECTS = new NameIndex.Subjects(KIND, "crm_dialogue", true, null);

    private static final String TABLES = "crm_dialogue d left join crm_dialogue_series s on s.id = d.series_id";

    private static final String SUMMARY = """
            d.id, d.mission_id, d.theme, d.series_id, s.name as series_name, d.number, d.state, d.format, d.venue, d.starts_at, d.ends_at, d.zone, \
            d.sensitivity, d.archived""";

    private final JdbcClient database;
    private final NameIndex nameIndex;
    private final Clock clock;

    DialogueReader(JdbcClient database, NameIndex nameIndex, Clock clock) {
        this.database = database;
        this.nameIndex = nameIndex;
        this.clock = clock;
    }

    // ---- one
    // ------------------------------------------------------------------------------------------------------------

    /** @param officers whether those in charge are read, too: for people, not for the system, which writes to guests */
    Optional<DialogueView> view(DialogueId id, AccessScope scope, boolean officers) {
        return ScopedQuery.select("d.*, s.name as series_name,"
                        + " exists (select 1 from crm_dialogue_officer o where o.dialogue_id = d.id) as led")
                .from(TABLES)
                .within(scope, "d")
                .and("d.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> Found.read(row))
                .map(found -> found.view(agenda(id, scope), officers && found.led() ? inCharge(id, scope) : List.of()));
    }

    /** Another dialogue {@code d} of whoever is in charge of {@code self}, while that is still to come. */
    private static final String ELSEWHERE = """
            left join (crm_dialogue_officer h join crm_dialogue d on d.id = h.dialogue_id and d.archived = 0 and d.state <> 'CANCELLED' \
            and d.sensitivity <= ? and d.mission_id in (%s)) on h.officer_id = g.officer_id and d.id <> self.id \
            and d.starts_at < self.ends_at and d.ends_at > self.starts_at and self.archived = 0 and self.state in ('DRAFT', 'INVITING')""";

    /** Those in charge of a dialogue, with what else they are in charge of then. */
    private List<OfficerInCharge> inCharge(DialogueId id, AccessScope scope) {
        if (scope.missions().isEmpty()) {
            return List.of();
        }
        List<Object> seen = new ArrayList<>(List.of(scope.clearance().level()));
        seen.addAll(Bytes16.of(scope.missions()));
        Map<OfficerId, OfficerInCharge> officers = new LinkedHashMap<>();
        Map<OfficerId, List<OtherDialogue>> elsewhere = new HashMap<>();
        ScopedQuery.select("g.officer_id, o.name, m.present, g.position, d.id, d.theme, d.starts_at, d.ends_at, d.zone")
                .from(
                        "crm_dialogue_officer g join crm_dialogue self on self.id = g.dialogue_id"
                                + " join crm_officer o on o.id = g.officer_id"
                                + " left join crm_membership m on m.mission_id = self.mission_id and m.officer_id = g.officer_id")
                .from(ELSEWHERE.formatted(ScopedQuery.marks(scope.missions().size())), seen.toArray())
                .within(scope, "self")
                .and("g.dialogue_id = ?", Bytes16.of(id))
                .orderBy(Key.number("g.position", false), Key.time("d.starts_at", false), Key.bytes("d.id", false))
                .list(database, (row, index) -> {
                    OfficerId officer = new OfficerId(Bytes16.uuid(row, "officer_id"));
                    if (!officers.containsKey(officer)) {
                        officers.put(
                                officer,
                                new OfficerInCharge(
                                        officer, row.getString("name"), row.getBoolean("present"), List.of()));
                    }
                    if (Bytes16.uuidOrNull(row, "id") != null) {
                        elsewhere
                                .computeIfAbsent(officer, none -> new ArrayList<>())
                                .add(other(row));
                    }
                    return officer;
                });
        return officers.values().stream()
                .map(one -> new OfficerInCharge(
                        one.officer(), one.name(), one.member(), elsewhere.getOrDefault(one.officer(), List.of())))
                .toList();
    }

    private static OtherDialogue other(ResultSet row) throws SQLException {
        return new OtherDialogue(
                new DialogueId(Bytes16.uuid(row, "id")),
                JsonText.readLocalized(row.getString("theme")),
                UtcTime.instant(row, "starts_at"),
                UtcTime.instant(row, "ends_at"),
                ZoneId.of(row.getString("zone")));
    }

    boolean isVisible(DialogueId id, AccessScope scope) {
        return mission(id, scope).isPresent();
    }

    /** The mission of a dialogue that the officer may see. */
    Optional<MissionId> mission(DialogueId id, AccessScope scope) {
        return ScopedQuery.select("d.mission_id")
                .from("crm_dialogue d")
                .within(scope, "d")
                .and("d.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> new MissionId(Bytes16.uuid(row, "mission_id")));
    }

    /** The parts of an agenda with the speakers that the officer may see, and the names of those who are contacts. */
    private record Agenda(List<AgendaItem> items, Map<ContactId, String> names) {}

    private Agenda agenda(DialogueId id, AccessScope scope) {
        Map<UUID, AgendaItem> items = new LinkedHashMap<>();
        Map<UUID, List<Speaker>> speakers = new HashMap<>();
        Map<ContactId, String> names = new LinkedHashMap<>();
        ScopedQuery.select(
                        "a.id, a.kind, a.title, a.minutes, a.attribution, a.position, p.position as place, p.contact_id, p.name, p.affiliation, p.role,"
                                + " c.display_name, p.role is not null and (p.contact_id is null or c.id is not null) as speaks")
                .from("crm_agenda_item a join crm_dialogue d on d.id = a.dialogue_id"
                        + " left join crm_speaker p on p.dialogue_id = a.dialogue_id and p.item_id = a.id")
                .from(
                        "left join crm_contact c on c.id = p.contact_id and c.mission_id = d.mission_id and c.sensitivity <= ?",
                        scope.clearance().level())
                .within(scope, "d")
                .and("a.dialogue_id = ?", Bytes16.of(id))
                .orderBy(Key.number("a.position", false), Key.number("p.position", false))
                .list(database, (row, index) -> {
                    UUID item = Bytes16.uuid(row, "id");
                    if (!items.containsKey(item)) {
                        items.put(item, item(item, row));
                    }
                    if (row.getBoolean("speaks")) {
                        Speaker speaker = speaker(row);
                        if (speaker.contact() != null) {
                            names.put(speaker.contact(), row.getString("display_name"));
                        }
                        speakers.computeIfAbsent(item, none -> new ArrayList<>())
                                .add(speaker);
                    }
                    return item;
                });
        return new Agenda(
                items.entrySet().stream()
                        .map(item -> item.getValue().withSpeakers(speakers.getOrDefault(item.getKey(), List.of())))
                        .toList(),
                names);
    }

    private static AgendaItem item(UUID id, ResultSet row) throws SQLException {
        return new AgendaItem(
                new AgendaItemId(id),
                AgendaItemKind.valueOf(row.getString("kind")),
                JsonText.readLocalized(row.getString("title")),
                integerOrNull(row, "minutes"),
                List.of(),
                Attribution.valueOf(row.getString("attribution")));
    }

    private static Speaker speaker(ResultSet row) throws SQLException {
        UUID contact = Bytes16.uuidOrNull(row, "contact_id");
        return new Speaker(
                contact == null ? null : new ContactId(contact),
                row.getString("name"),
                row.getString("affiliation"),
                SpeakerRole.valueOf(row.getString("role")));
    }

    /** The columns of a dialogue's own row. */
    private record Found(
            DialogueSummary summary,
            MissionId mission,
            long version,
            List<String> languages,
            @Nullable String address,
            @Nullable String streamLink,
            Capacity capacity,
            @Nullable String cancellation,
            Instant createdAt,
            Instant changedAt,
            boolean led) {

        static Found read(ResultSet row) throws SQLException {
            return new Found(
                    DialogueReader.summary(row),
                    new MissionId(Bytes16.uuid(row, "mission_id")),
                    row.getLong("version"),
                    JsonText.readStrings(row.getString("languages")),
                    row.getString("address"),
                    row.getString("stream_link"),
                    new Capacity(
                            integerOrNull(row, "capacity"),
                            EnumNumbers.read(Circle.class, row.getString("circle_capacity"))),
                    row.getString("cancellation"),
                    UtcTime.instant(row, "created_at"),
                    UtcTime.instant(row, "changed_at"),
                    row.getBoolean("led"));
        }

        DialogueView view(Agenda agenda, List<OfficerInCharge> inCharge) {
            return new DialogueView(
                    summary.id(),
                    mission,
                    version,
                    new DialogueDetails(
                            summary.theme(),
                            summary.series(),
                            languages,
                            summary.format(),
                            summary.venue(),
                            address,
                            streamLink,
                            summary.startsAt(),
                            summary.endsAt(),
                            summary.zone(),
                            capacity,
                            summary.sensitivity(),
                            agenda.items(),
                            inCharge.stream().map(OfficerInCharge::officer).toList()),
                    summary.state(),
                    summary.number(),
                    summary.seriesName(),
                    cancellation,
                    agenda.names(),
                    summary.archived(),
                    createdAt,
                    changedAt,
                    inCharge);
        }
    }

    private static DialogueSummary summary(ResultSet row) throws SQLException {
        UUID series = Bytes16.uuidOrNull(row, "series_id");
        String seriesName = row.getString("series_name");
        return new DialogueSummary(
                new DialogueId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                JsonText.readLocalized(row.getString("theme")),
                series == null ? null : new DialogueSeriesId(series),
                seriesName == null ? null : JsonText.readLocalized(seriesName),
                integerOrNull(row, "number"),
                DialogueState.valueOf(row.getString("state")),
                DialogueFormat.valueOf(row.getString("format")),
                row.getString("venue"),
                UtcTime.instant(row, "starts_at"),
                UtcTime.instant(row, "ends_at"),
                ZoneId.of(row.getString("zone")),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                row.getBoolean("archived"));
    }

    static @Nullable Integer integerOrNull(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    // ---- what the rules look at
    // -----------------------------------------------------------------------------------------

    /** Those of the contacts that belong to the mission and that the officer may see. */
    Set<ContactId> people(Collection<ContactId> contacts, MissionId mission, AccessScope scope) {
        if (contacts.isEmpty()) {
            return Set.of();
        }
        List<ContactId> wanted = contacts.stream().distinct().toList();
        return Set.copyOf(ScopedQuery.select("c.id")
                .from("crm_contact c")
                .within(scope, "c")
                .and("c.mission_id = ?", Bytes16.of(mission))
                .and(
                        "c.id in (" + ScopedQuery.marks(wanted.size()) + ")",
                        Bytes16.of(wanted).toArray())
                .list(database, (row, index) -> new ContactId(Bytes16.uuid(row, "id"))));
    }

    /** How sensitive contacts are that a dialogue has as speakers, seen or not. For the audit trail. */
    Map<ContactId, Sensitivity> sensitivities(Collection<ContactId> contacts) {
        Map<ContactId, Sensitivity> sensitivities = new LinkedHashMap<>();
        if (!contacts.isEmpty()) {
            List<ContactId> wanted = contacts.stream().distinct().toList();
            database.sql("select id, sensitivity from crm_contact where id in (" + ScopedQuery.marks(wanted.size())
                            + ")")
                    .params(Bytes16.of(wanted))
                    .query(row -> {
                        sensitivities.put(
                                new ContactId(Bytes16.uuid(row, "id")), Sensitivity.ofLevel(row.getInt("sensitivity")));
                    });
        }
        return sensitivities;
    }

    /** Gives the next number of a series, which is never given again: call it while the series is locked. */
    int nextNumber(DialogueSeriesId series) {
        database.sql(
                        "update crm_dialogue_series set last_number = greatest(first_number, coalesce(last_number, 0) + 1) where id = ?")
                .param(Bytes16.of(series))
                .update();
        return database.sql("select last_number from crm_dialogue_series where id = ?")
                .param(Bytes16.of(series))
                .query(Integer.class)
                .single();
    }

    // ---- lists
    // ----------------------------------------------------------------------------------------------------------

    Slice<DialogueSummary> list(DialogueQuery query, AccessScope scope, Paging paging) {
        boolean latest = query.sort() == DialogueQuery.Sort.LATEST;
        ScopedQuery wanted = filtered(SUMMARY, query, scope);
        if (query.series() == null && query.inCharge() == null && !hasText(query)) {
            wanted.separately();
        }
        return wanted.orderBy(Key.time("d.starts_at", latest), new Key("d.id", latest))
                .slice(
                        database,
                        paging,
                        (row, index) -> summary(row),
                        dialogue -> List.of(
                                UtcTime.of(dialogue.startsAt()).toString(),
                                ScopedQuery.hex(dialogue.id().value())));
    }

    /** A dialogue with what tells its states apart. */
    record Dated(DialogueSummary dialogue, long version, Instant changedAt) {}

    /** The living ones that begin at the first time or later and before the second, the earliest first. */
    List<Dated> dated(Instant from, Instant until, int limit, AccessScope scope) {
        ScopedQuery wanted = ScopedQuery.select(SUMMARY + ", d.version, d.changed_at")
                .from(TABLES)
                .within(scope, "d")
                .and("d.starts_at >= ?", UtcTime.of(from))
                .and("d.starts_at < ?", UtcTime.of(until));
        ArchivedRows.ask(wanted, Archived.WITHOUT, "d");
        return wanted.orderBy(Key.time("d.starts_at", false), new Key("d.id", false))
                .limit(limit)
                .separately()
                .list(
                        database,
                        (row, index) ->
                                new Dated(summary(row), row.getLong("version"), UtcTime.instant(row, "changed_at")));
    }

    long count(DialogueQuery query, AccessScope scope, long limit) {
        return filtered("1", query, scope).count(database, limit);
    }

    private static boolean hasText(DialogueQuery query) {
        return query.text() != null && !query.text().isBlank();
    }

    private ScopedQuery filtered(String columns, DialogueQuery query, AccessScope scope) {
        ScopedQuery wanted = ScopedQuery.select(columns).from(TABLES).within(scope, "d");
        ArchivedRows.ask(wanted, query.archived(), "d");
        if (!query.states().isEmpty()) {
            wanted.and(
                    "d.state in (" + ScopedQuery.marks(query.states().size()) + ")",
                    query.states().stream().map(Enum::name).toArray());
        }
        if (query.series() != null) {
            wanted.and("d.series_id = ?", Bytes16.of(query.series()));
        }
        if (query.inCharge() != null) {
            wanted.and(
                    "d.id in (select g.dialogue_id from crm_dialogue_officer g where g.officer_id = ?)",
                    Bytes16.of(query.inCharge()));
        }
        if (query.from() != null) {
            wanted.and("d.starts_at >= ?", UtcTime.of(start(query.from())));
        }
        if (query.until() != null) {
            wanted.and("d.starts_at < ?", UtcTime.of(start(dayAfter(query.until()))));
        }
        if (hasText(query)) {
            nameIndex.matching(
                    wanted, scope, SUBJECTS.where(ArchivedRows.where(query.archived(), "s")), "d.id", query.text());
        }
        return wanted;
    }

    private static LocalDate dayAfter(LocalDate day) {
        return day.equals(LocalDate.MAX) ? day : day.plusDays(1);
    }

    /** Years that no column can hold are taken for the nearest that one can. */
    private Instant start(LocalDate day) {
        LocalDate kept = day.getYear() > 9_000 ? LocalDate.of(9_000, 1, 1) : day;
        kept = kept.getYear() < 1_000 ? LocalDate.of(1_000, 1, 1) : kept;
        return kept.atStartOfDay(clock.getZone()).toInstant();
    }

    /** The living ones that fit best. */
    List<DialogueSummary> fitting(String text, AccessScope scope, int limit) {
        String typed = text.strip();
        if (typed.codePointCount(0, typed.length()) < 2) {
            return List.of();
        }
        List<UUID> ids = nameIndex.ranked(SUBJECTS.where("s.archived = 0"), scope, typed, limit);
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, DialogueSummary> found = new LinkedHashMap<>();
        ScopedQuery.select(SUMMARY)
                .from(TABLES)
                .within(scope, "d")
                .and(
                        "d.id in (" + ScopedQuery.marks(ids.size()) + ")",
                        ids.stream().map(Bytes16::of).toArray())
                .list(database, (row, index) -> {
                    found.put(Bytes16.uuid(row, "id"), summary(row));
                    return true;
                });
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Those of the dialogues that lie within the scope, as links to them show them. */
    List<RecordSight> sights(List<UUID> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return ScopedQuery.select("d.id, d.mission_id, d.sensitivity, d.theme")
                .from("crm_dialogue d")
                .within(scope, "d")
                .oneOf("d.id", ids.stream().map(Bytes16::of).toList())
                .list(
                        database,
                        (row, index) -> new RecordSight(
                                new RecordRef(KIND, Bytes16.uuid(row, "id")),
                                new MissionId(Bytes16.uuid(row, "mission_id")),
                                Sensitivity.ofLevel(row.getInt("sensitivity")),
                                null,
                                JsonText.readLocalized(row.getString("theme"))));
    }
}
