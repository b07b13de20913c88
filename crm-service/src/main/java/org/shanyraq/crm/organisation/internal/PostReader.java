package org.shanyraq.crm.organisation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostHolders;
import org.shanyraq.crm.organisation.PostHolders.Holder;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Cursors;
import org.shanyraq.crm.shared.internal.ExactName;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads posts in plain SQL, always within a scope, and asks the feature that knows people who holds them. */
class PostReader {

    /** Kind of record in the name index, the search and the audit trail. */
    static final String KIND = "post";

    private static final NameIndex.Subjects SUBJECTS =
            new NameIndex.Subjects(KIND, "crm_post", false, "s.archived = 0");

    /** As many holders of one post as are shown where the post is shown by itself. */
    static final int ALL_HOLDERS = 1000;

    /** As many holders of one post as are shown in a list of posts. */
    static final int FIRST_HOLDERS = 10;

    /** As many posts as are looked at in one go while looking for vacant ones. */
    private static final int VACANCY_STRETCH = 500;

    private static final String COLUMNS = """
            p.id, p.mission_id, p.version, p.organisation_id, p.role, p.role_rank, p.title, p.seats, p.since, p.until, p.ended, \
            p.archived, p.organisation_sort, o.names as organisation_names""";

    private static final String TABLES = "crm_post p join crm_organisation o on o.id = p.organisation_id";

    private static final Key[] ORDER = {
        Key.bytes("p.organisation_sort", false),
        Key.ascending("p.organisation_id"),
        Key.number("p.role_rank", false),
        Key.ascending("p.id")
    };

    private final JdbcClient database;
    private final NameIndex nameIndex;
    private final ObjectProvider<PostHolders> holders;

    PostReader(JdbcClient database, NameIndex nameIndex, ObjectProvider<PostHolders> holders) {
        this.database = database;
        this.nameIndex = nameIndex;
        this.holders = holders;
    }

    /** A row, before anybody asked who holds the post. */
    private record Found(
            PostId id,
            MissionId mission,
            long version,
            PostDetails details,
            LocalizedText organisationNames,
            boolean archived,
            List<String> key) {

        /** Whether it has a fixed number of seats on that day, so that there may be vacancies. */
        boolean hasSeats(LocalDate day) {
            return details.seats() != null && !archived && details.validity().covers(day);
        }
    }

    Optional<PostView> view(PostId id, LocalDate day, AccessScope scope) {
        List<Found> found = visible(scope).and("p.id = ?", Bytes16.of(id)).list(database, (row, index) -> read(row));
        return views(found, day, scope, ALL_HOLDERS).stream().findFirst();
    }

    boolean isVisible(PostId id, AccessScope scope) {
        return ScopedQuery.select("1")
                .from("crm_post p")
                .withinMissions(scope, "p")
                .and("p.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> true)
                .isPresent();
    }

    List<PostView> of(OrganisationId organisation, LocalDate day, AccessScope scope) {
        List<Found> found = visible(scope)
                .and("p.organisation_id = ?", Bytes16.of(organisation))
                .orderBy(
                        Key.ascending("p.archived"),
                        Key.number("p.role_rank", false),
                        Key.ascending("p.title_sort"),
                        Key.ascending("p.id"))
                .list(database, (row, index) -> read(row));
        return views(found, day, scope, ALL_HOLDERS);
    }

    Slice<PostView> list(
            @Nullable OrganisationId organisation,
            @Nullable PostRole role,
            LocalDate day,
            AccessScope scope,
            Paging paging) {
        Slice<Found> found = listed(organisation, role, scope)
                .separately()
                .orderBy(ORDER)
                .slice(database, paging, (row, index) -> read(row), Found::key);
        return new Slice<>(views(found.items(), day, scope, FIRST_HOLDERS), found.next());
    }

    /**
     * The posts with a free seat. Who sits where is known to another feature, so the posts with seats are walked in stretches until
     * the page is full.
     */
    Slice<PostView> vacant(
            @Nullable OrganisationId organisation,
            @Nullable PostRole role,
            LocalDate day,
            AccessScope scope,
            Paging paging) {
        List<Found> page = new ArrayList<>();
        String cursor = paging.cursor();
        while (true) {
            ScopedQuery wanted = listed(organisation, role, scope)
                    .and("p.seats is not null")
                    .and(TenureColumns.covers("p"), TenureColumns.on(day))
                    .separately()
                    .orderBy(ORDER);
            if (cursor != null) {
                wanted.after(cursor);
            }
            List<Found> stretch = wanted.limit(VACANCY_STRETCH).list(database, (row, index) -> read(row));
            Map<PostId, Integer> taken = taken(stretch, day, scope);
            for (Found post : stretch) {
                if (vacancies(post, day, taken) > 0) {
                    if (page.size() == paging.size()) {
                        return new Slice<>(
                                views(page, day, scope, FIRST_HOLDERS),
                                Cursors.encode(page.get(page.size() - 1).key()));
                    }
                    page.add(post);
                }
            }
            if (stretch.size() < VACANCY_STRETCH) {
                return new Slice<>(views(page, day, scope, FIRST_HOLDERS), null);
            }
            cursor = Cursors.encode(stretch.get(stretch.size() - 1).key());
        }
    }

    /** The living posts of that role in the organisation, untitled ones first. */
    List<PostView> withRole(
            OrganisationId organisation, PostRole role, @Nullable String title, LocalDate day, AccessScope scope) {
        List<Found> found = visible(scope)
                .and("p.organisation_id = ?", Bytes16.of(organisation))
                .and("p.role = ? and p.archived = 0", role.name())
                .orderBy(Key.ascending("p.title_sort"), Key.ascending("p.id"))
                .list(database, (row, index) -> read(row));
        String wanted = title == null ? "" : ExactName.fold(title);
        if (role == PostRole.OTHER || !wanted.isEmpty()) {
            found = found.stream()
                    .filter(post -> post.details().title().texts().values().stream()
                            .anyMatch(text -> ExactName.fold(text).equals(wanted)))
                    .toList();
        }
        return views(found.stream().limit(1).toList(), day, scope, ALL_HOLDERS);
    }

    /** The living posts of living organisations that fit best. */
    List<PostView> fitting(String text, LocalDate day, AccessScope scope, int limit) {
        String typed = text.strip();
        if (typed.codePointCount(0, typed.length()) < 2) {
            return List.of();
        }
        List<UUID> ids = nameIndex.ranked(SUBJECTS, scope, typed, limit);
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Found> found = listed(null, null, scope)
                .and(
                        "p.id in (" + ScopedQuery.marks(ids.size()) + ")",
                        ids.stream().map(Bytes16::of).toArray())
                .list(database, (row, index) -> read(row));
        return views(
                found.stream()
                        .sorted(Comparator.comparingInt(
                                post -> ids.indexOf(post.id().value())))
                        .toList(),
                day,
                scope,
                FIRST_HOLDERS);
    }

    private static ScopedQuery visible(AccessScope scope) {
        return ScopedQuery.select(COLUMNS).from(TABLES).withinMissions(scope, "p");
    }

    private static ScopedQuery listed(
            @Nullable OrganisationId organisation, @Nullable PostRole role, AccessScope scope) {
        ScopedQuery wanted = visible(scope).and("p.archived = 0").and("o.archived = 0");
        if (organisation != null) {
            wanted.and("p.organisation_id = ?", Bytes16.of(organisation));
        }
        if (role != null) {
            wanted.and("p.role = ?", role.name());
        }
        return wanted;
    }

    private List<PostView> views(List<Found> found, LocalDate day, AccessScope scope, int mostHolders) {
        if (found.isEmpty()) {
            return List.of();
        }
        PostHolders people = holders.getIfAvailable();
        Map<PostId, List<Holder>> holding = people == null
                ? Map.of()
                : people.holders(found.stream().map(Found::id).toList(), day, scope, mostHolders);
        Map<PostId, Integer> taken = taken(found, day, scope);
        return found.stream()
                .map(post -> new PostView(
                        post.id(),
                        post.mission(),
                        post.version(),
                        post.details(),
                        post.organisationNames(),
                        post.archived(),
                        holding.getOrDefault(post.id(), List.of()),
                        vacancies(post, day, taken)))
                .toList();
    }

    private Map<PostId, Integer> taken(Collection<Found> posts, LocalDate day, AccessScope scope) {
        PostHolders people = holders.getIfAvailable();
        List<PostId> withSeats =
                posts.stream().filter(post -> post.hasSeats(day)).map(Found::id).toList();
        return people == null || withSeats.isEmpty() ? Map.of() : people.taken(withSeats, day, scope);
    }

    private static int vacancies(Found post, LocalDate day, Map<PostId, Integer> taken) {
        Integer seats = post.details().seats();
        return seats == null || !post.hasSeats(day) ? 0 : Math.max(0, seats - taken.getOrDefault(post.id(), 0));
    }

    private static Found read(ResultSet row) throws SQLException {
        PostId id = new PostId(Bytes16.uuid(row, "id"));
        OrganisationId organisation = new OrganisationId(Bytes16.uuid(row, "organisation_id"));
        int seats = row.getInt("seats");
        Integer seatsOrNull = row.wasNull() ? null : seats;
        return new Found(
                id,
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new PostDetails(
                        organisation,
                        PostRole.valueOf(row.getString("role")),
                        JsonText.readLocalized(row.getString("title")),
                        seatsOrNull,
                        TenureColumns.read(row, "")),
                JsonText.readLocalized(row.getString("organisation_names")),
                row.getBoolean("archived"),
                List.of(
                        ScopedQuery.hex(row.getBytes("organisation_sort")),
                        ScopedQuery.hex(organisation.value()),
                        Integer.toString(row.getInt("role_rank")),
                        ScopedQuery.hex(id.value())));
    }
}
