package org.shanyraq.crm.organisation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.ArchivedRows;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ExactName;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.OrganisationParts;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads organisations in plain SQL, always within a scope. */
class OrganisationReader {

    /** Kind of record in the name index, the search and the audit trail. */
    static final String KIND = "organisation";

    private static final NameIndex.Subjects SUBJECTS = new NameIndex.Subjects(KIND, "crm_organisation", false, null);

    /** As many parts as are shown at once. */
    private static final int MOST_PARTS = 1000;

    private static final String SUMMARY = """
            o.id, o.mission_id, o.names, o.acronym, o.kind, o.circle, o.country, o.parent_id, o.since, o.until, o.ended, o.archived, \
            (select count(*) from crm_organisation p where p.parent_id = o.id and p.archived = 0) as parts""";

    private final JdbcClient database;
    private final NameIndex nameIndex;

    OrganisationReader(JdbcClient database, NameIndex nameIndex) {
        this.database = database;
        this.nameIndex = nameIndex;
    }

    Optional<OrganisationView> view(OrganisationId id, AccessScope scope) {
        return views(List.of(id), scope).stream().findFirst();
    }

    /** Those of the organisations that may be seen, in the given order. */
    List<OrganisationView> views(List<OrganisationId> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<OrganisationId, Found> found = ScopedQuery.select("o.*")
                .from("crm_organisation o")
                .withinMissions(scope, "o")
                .and(
                        "o.id in (" + ScopedQuery.marks(ids.size()) + ")",
                        Bytes16.of(ids).toArray())
                .list(database, (row, index) -> read(row))
                .stream()
                .collect(Collectors.toMap(Found::id, Function.identity()));
        Map<OrganisationId, List<ExternalId>> externalIds = externalIds(found.keySet());
        Map<OrganisationId, List<OrganisationSummary>> above = above(
                found.values().stream()
                        .map(one -> one.plain().parent())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                scope);
        return ids.stream()
                .distinct()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(one -> new OrganisationView(
                        one.id(),
                        one.mission(),
                        one.version(),
                        one.details(externalIds.getOrDefault(one.id(), List.of())),
                        one.plain().parent() == null
                                ? List.of()
                                : above.getOrDefault(one.plain().parent(), List.of()),
                        one.archived(),
                        one.createdAt(),
                        one.changedAt()))
                .toList();
    }

    boolean isVisible(OrganisationId id, AccessScope scope) {
        return ScopedQuery.select("1")
                .from("crm_organisation o")
                .withinMissions(scope, "o")
                .and("o.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> true)
                .isPresent();
    }

    /** From the top down to the given one; empty for null. */
    List<OrganisationSummary> ancestors(@Nullable OrganisationId lowest, AccessScope scope) {
        return lowest == null ? List.of() : above(Set.of(lowest), scope).getOrDefault(lowest, List.of());
    }

    /** For each of the given ones the way from the top down to it. */
    private Map<OrganisationId, List<OrganisationSummary>> above(Set<OrganisationId> lowest, AccessScope scope) {
        Map<OrganisationId, List<OrganisationSummary>> above = new LinkedHashMap<>();
        if (lowest.isEmpty()) {
            return above;
        }
        ScopedQuery.select("chain.lowest_id, " + SUMMARY)
                .with(
                        """
                        recursive chain(lowest_id, id, parent_id, height) as (
                          select c.id, c.id, c.parent_id, 0 from crm_organisation c where c.id in (%s)
                          union all
                          select chain.lowest_id, c.id, c.parent_id, chain.height + 1
                          from chain join crm_organisation c on c.id = chain.parent_id)""".formatted(ScopedQuery.marks(lowest.size())),
                        Bytes16.of(lowest).toArray())
                .from("chain join crm_organisation o on o.id = chain.id")
                .withinMissions(scope, "o")
                .orderBy(Key.descending("chain.height"))
                .list(database, (row, index) -> above.computeIfAbsent(
                                new OrganisationId(Bytes16.uuid(row, "lowest_id")), id -> new ArrayList<>())
                        .add(summary(row)));
        return above;
    }

    private Map<OrganisationId, List<ExternalId>> externalIds(Collection<OrganisationId> ids) {
        Map<OrganisationId, List<ExternalId>> externalIds = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            database.sql(
                            "select organisation_id, scheme, value from crm_organisation_external_id where organisation_id in ("
                                    + ScopedQuery.marks(ids.size()) + ") order by organisation_id, scheme, value")
                    .params(Bytes16.of(ids))
                    .query(row -> {
                        externalIds
                                .computeIfAbsent(
                                        new OrganisationId(Bytes16.uuid(row, "organisation_id")),
                                        id -> new ArrayList<>())
                                .add(new ExternalId(row.getString("scheme"), row.getString("value")));
                    });
        }
        return externalIds;
    }

    Optional<OrganisationId> byExternalId(ExternalId externalId, MissionId mission, AccessScope scope) {
        return ScopedQuery.select("e.organisation_id")
                .from("crm_organisation_external_id e")
                .withinMissions(scope, "e")
                .and("e.mission_id = ?", Bytes16.of(mission))
                .and("e.scheme = ? and e.value = ?", externalId.scheme(), externalId.value())
                .optional(database, (row, index) -> new OrganisationId(Bytes16.uuid(row, "organisation_id")));
    }

    /**
     * Which of the external ids are carried by an organisation of the mission already, and by which. Locks what it finds, so
     * that it also sees what another transaction has just committed.
     */
    Map<ExternalId, OrganisationId> carriers(Collection<ExternalId> externalIds, MissionId mission) {
        Map<ExternalId, OrganisationId> carriers = new LinkedHashMap<>();
        if (externalIds.isEmpty()) {
            return carriers;
        }
        List<Object> values = new ArrayList<>();
        values.add(Bytes16.of(mission));
        List<String> alternatives = new ArrayList<>();
        for (ExternalId externalId : externalIds) {
            alternatives.add("(scheme = ? and value = ?)");
            values.add(externalId.scheme());
            values.add(externalId.value());
        }
        database.sql(
                        "select scheme, value, organisation_id from crm_organisation_external_id where mission_id = ? and ("
                                + String.join(" or ", alternatives) + ") lock in share mode")
                .params(values)
                .query(row -> {
                    carriers.put(
                            new ExternalId(row.getString("scheme"), row.getString("value")),
                            new OrganisationId(Bytes16.uuid(row, "organisation_id")));
                });
        return carriers;
    }

    List<OrganisationSummary> byExactName(String name, MissionId mission, AccessScope scope) {
        String folded = ExactName.fold(name);
        if (folded.isEmpty()) {
            return List.of();
        }
        return ScopedQuery.select(SUMMARY)
                .from("crm_organisation_name n join crm_organisation o on o.id = n.organisation_id")
                .withinMissions(scope, "n")
                .and("n.mission_id = ? and n.folded = ?", Bytes16.of(mission), folded)
                .and("o.archived = 0")
                .orderBy(Key.ascending("o.id"))
                .list(database, (row, index) -> summary(row));
    }

    Slice<OrganisationSummary> list(OrganisationQuery query, AccessScope scope, Paging paging) {
        boolean byTime = query.sort() == OrganisationQuery.Sort.CHANGED;
        String sort = byTime ? "o.changed_at" : "o." + SortKeys.column(query.language());
        Key first = byTime ? Key.time(sort, query.descending()) : Key.bytes(sort, query.descending());
        ScopedQuery wanted = filtered(SUMMARY + ", " + sort + " as sort_key", query, scope);
        if (query.within() == null && (query.text() == null || query.text().isBlank())) {
            wanted.separately();
        }
        return wanted.orderBy(first, new Key("o.id", query.descending()))
                .slice(
                        database,
                        paging,
                        (row, index) -> new Listed(
                                summary(row),
                                byTime
                                        ? UtcTime.of(UtcTime.instant(row, "sort_key"))
                                                .toString()
                                        : ScopedQuery.hex(row.getBytes("sort_key"))),
                        listed -> List.of(
                                listed.key(),
                                ScopedQuery.hex(listed.summary().id().value())))
                .map(Listed::summary);
    }

    private record Listed(OrganisationSummary summary, String key) {}

    long count(OrganisationQuery query, AccessScope scope, long limit) {
        return filtered("1", query, scope).count(database, limit);
    }

    private ScopedQuery filtered(String columns, OrganisationQuery query, AccessScope scope) {
        ScopedQuery wanted =
                ScopedQuery.select(columns).from("crm_organisation o").withinMissions(scope, "o");
        ArchivedRows.ask(wanted, query.archived(), "o");
        if (!query.kinds().isEmpty()) {
            wanted.and(
                    "o.kind in (" + ScopedQuery.marks(query.kinds().size()) + ")",
                    query.kinds().stream().map(Enum::name).toArray());
        }
        if (query.circle() != null) {
            wanted.and("o.circle = ?", query.circle().name());
        }
        if (query.country() != null && !query.country().isBlank()) {
            wanted.and("o.country = ?", query.country().strip());
        }
        if (query.within() != null) {
            wanted.with(OrganisationParts.PART, Bytes16.of(query.within())).and("o.id in (select id from part)");
        }
        if (query.text() != null && !query.text().isBlank()) {
            nameIndex.matching(
                    wanted, scope, SUBJECTS.where(ArchivedRows.where(query.archived(), "s")), "o.id", query.text());
        }
        return wanted;
    }

    List<OrganisationSummary> parts(@Nullable OrganisationId parent, String language, AccessScope scope) {
        ScopedQuery wanted =
                ScopedQuery.select(SUMMARY).from("crm_organisation o").withinMissions(scope, "o");
        if (parent == null) {
            wanted.and("o.parent_id is null");
        } else {
            wanted.and("o.parent_id = ?", Bytes16.of(parent));
        }
        return wanted.and("o.archived = 0")
                .orderBy(Key.ascending("o." + SortKeys.column(language)), Key.ascending("o.id"))
                .limit(MOST_PARTS)
                .list(database, (row, index) -> summary(row));
    }

    /** The living ones that fit best. */
    List<OrganisationSummary> suggest(String text, AccessScope scope, int limit) {
        String typed = text.strip();
        if (typed.codePointCount(0, typed.length()) < 2) {
            return List.of();
        }
        List<UUID> ids = nameIndex.ranked(SUBJECTS.where("s.archived = 0"), scope, typed, limit);
        if (ids.isEmpty()) {
            return List.of();
        }
        List<OrganisationSummary> found = ScopedQuery.select(SUMMARY)
                .from("crm_organisation o")
                .withinMissions(scope, "o")
                .and(
                        "o.id in (" + ScopedQuery.marks(ids.size()) + ")",
                        ids.stream().map(Bytes16::of).toArray())
                .list(database, (row, index) -> summary(row));
        return found.stream()
                .sorted(Comparator.comparingInt(
                        organisation -> ids.indexOf(organisation.id().value())))
                .toList();
    }

    /** Names of parents, for telling organisations of the same name apart. */
    Map<OrganisationId, LocalizedText> names(Collection<OrganisationId> ids, AccessScope scope) {
        Map<OrganisationId, LocalizedText> names = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            ScopedQuery.select("o.id, o.names")
                    .from("crm_organisation o")
                    .withinMissions(scope, "o")
                    .and(
                            "o.id in (" + ScopedQuery.marks(ids.size()) + ")",
                            Bytes16.of(ids).toArray())
                    .list(
                            database,
                            (row, index) -> names.put(
                                    new OrganisationId(Bytes16.uuid(row, "id")),
                                    JsonText.readLocalized(row.getString("names"))));
        }
        return names;
    }

    /**
     * The organisation above this one, and whether it is archived; locked until the end of the transaction, so that nobody moves
     * it meanwhile.
     */
    Optional<Place> lockPlace(OrganisationId id, MissionId mission) {
        return database.sql(
                        "select parent_id, archived from crm_organisation where id = ? and mission_id = ? for update")
                .params(Bytes16.of(id), Bytes16.of(mission))
                .query((row, index) -> {
                    UUID parent = Bytes16.uuidOrNull(row, "parent_id");
                    return new Place(parent == null ? null : new OrganisationId(parent), row.getBoolean("archived"));
                })
                .optional();
    }

    /** Where an organisation stands in its tree. */
    record Place(@Nullable OrganisationId parent, boolean archived) {}

    boolean hasParts(OrganisationId id) {
        return exists("select 1 from crm_organisation where parent_id = ? limit 1", id);
    }

    boolean hasPosts(OrganisationId id) {
        return exists("select 1 from crm_post where organisation_id = ? limit 1", id);
    }

    private boolean exists(String sql, OrganisationId id) {
        return database.sql(sql)
                .param(Bytes16.of(id))
                .query((row, index) -> true)
                .optional()
                .isPresent();
    }

    private static OrganisationSummary summary(ResultSet row) throws SQLException {
        UUID parent = Bytes16.uuidOrNull(row, "parent_id");
        return new OrganisationSummary(
                new OrganisationId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                JsonText.readLocalized(row.getString("names")),
                row.getString("acronym"),
                OrganisationKind.valueOf(row.getString("kind")),
                Circle.valueOf(row.getString("circle")),
                row.getString("country"),
                parent == null ? null : new OrganisationId(parent),
                TenureColumns.read(row, ""),
                row.getBoolean("archived"),
                row.getLong("parts"));
    }

    private record Found(
            OrganisationId id,
            MissionId mission,
            long version,
            OrganisationDetails plain,
            boolean archived,
            Instant createdAt,
            Instant changedAt) {

        OrganisationDetails details(List<ExternalId> externalIds) {
            return new OrganisationDetails(
                    plain.names(),
                    plain.acronym(),
                    plain.kind(),
                    plain.circle(),
                    plain.parent(),
                    plain.validity(),
                    plain.registerNumber(),
                    plain.website(),
                    plain.country(),
                    externalIds);
        }
    }

    private static Found read(ResultSet row) throws SQLException {
        UUID parent = Bytes16.uuidOrNull(row, "parent_id");
        return new Found(
                new OrganisationId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new OrganisationDetails(
                        JsonText.readLocalized(row.getString("names")),
                        row.getString("acronym"),
                        OrganisationKind.valueOf(row.getString("kind")),
                        Circle.valueOf(row.getString("circle")),
                        parent == null ? null : new OrganisationId(parent),
                        TenureColumns.read(row, ""),
                        row.getString("register_number"),
                        row.getString("website"),
                        row.getString("country"),
                        List.of()),
                row.getBoolean("archived"),
                UtcTime.instant(row, "created_at"),
                UtcTime.instant(row, "changed_at"));
    }

    /** Those of the organisations, which have no sensitivity that lie within the scope, as links to them show them. */
    List<RecordSight> sights(List<UUID> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return ScopedQuery.select("o.id, o.mission_id, o.names")
                .from("crm_organisation o")
                .withinMissions(scope, "o")
                .oneOf("o.id", ids.stream().map(Bytes16::of).toList())
                .list(
                        database,
                        (row, index) -> new RecordSight(
                                new RecordRef(KIND, Bytes16.uuid(row, "id")),
                                new MissionId(Bytes16.uuid(row, "mission_id")),
                                Sensitivity.PUBLIC,
                                null,
                                JsonText.readLocalized(row.getString("names"))));
    }
}
