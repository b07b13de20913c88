package org.shanyraq.crm.contact.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateId;
import org.shanyraq.crm.contact.MandateQuery;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.OrganisationParts;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads mandates in plain SQL: those of contacts that lie within a scope. */
class MandateReader {

    /** Kind of record in the audit trail. */
    static final String KIND = "mandate";

    private static final String COLUMNS = """
            m.id, m.version, m.contact_id, m.post_id, m.since, m.until, m.ended, m.note, c.display_name, c.sort_name, \
            p.role, p.role_rank, p.title, p.organisation_id, p.organisation_sort, o.names, o.acronym, o.kind""";

    private static final String TABLES = """
            crm_mandate m join crm_contact c on c.id = m.contact_id join crm_post p on p.id = m.post_id \
            join crm_organisation o on o.id = p.organisation_id""";

    /** Current ones first, by rank; then those that are over, latest first. */
    private static final Comparator<MandateView> CURRENT_BY_RANK_THEN_PAST = Comparator.comparing(
                    (MandateView mandate) -> !mandate.current())
            .thenComparing(mandate -> mandate.current() ? mandate.role() : PostRole.HEAD)
            .thenComparing(MandateReader::latestFirst)
            .thenComparing(mandate -> mandate.id().value());

    private static final LocalDate FIRST_DAY = LocalDate.of(1000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final JdbcClient database;
    private final Clock clock;

    MandateReader(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static long latestFirst(MandateView mandate) {
        Tenure tenure = mandate.details().tenure();
        PartialDate date = tenure.until() != null && !mandate.current() ? tenure.until() : tenure.since();
        return date == null ? 0 : -date.latest().toEpochDay();
    }

    Optional<MandateView> view(MandateId id, AccessScope scope) {
        return seen(scope).and("m.id = ?", Bytes16.of(id)).optional(database, (row, index) -> view(row));
    }

    List<MandateView> of(ContactId contact, AccessScope scope) {
        return seen(scope)
                .and("m.contact_id = ?", Bytes16.of(contact))
                .list(database, (row, index) -> view(row))
                .stream()
                .sorted(CURRENT_BY_RANK_THEN_PAST)
                .toList();
    }

    /** The mandates of several contacts, of each in the same order; who holds none is left out. */
    Map<ContactId, List<MandateView>> of(Collection<ContactId> contacts, AccessScope scope) {
        if (contacts.isEmpty()) {
            return Map.of();
        }
        return seen(scope)
                .and(
                        "m.contact_id in (" + ScopedQuery.marks(contacts.size()) + ")",
                        Bytes16.of(contacts).toArray())
                .list(database, (row, index) -> view(row))
                .stream()
                .sorted(CURRENT_BY_RANK_THEN_PAST)
                .collect(Collectors.groupingBy(mandate -> mandate.details().contact()));
    }

    List<MandateView> of(PostId post, AccessScope scope) {
        return seen(scope).and("m.post_id = ?", Bytes16.of(post)).list(database, (row, index) -> view(row)).stream()
                .sorted(Comparator.comparing((MandateView mandate) -> !mandate.current())
                        .thenComparing(MandateReader::latestFirst)
                        .thenComparing(mandate -> mandate.id().value()))
                .toList();
    }

    Slice<MandateView> list(MandateQuery wanted, AccessScope scope, Paging paging) {
        boolean anywhere = wanted.contact() == null
                && wanted.post() == null
                && wanted.organisation() == null
                && wanted.within() == null;
        return anywhere ? all(wanted, scope, paging) : some(wanted, scope, paging);
    }

    /** In the order in which they were entered: no other one is in an index across missions' posts and people. */
    private Slice<MandateView> all(MandateQuery wanted, AccessScope scope, Paging paging) {
        // A mandate lies in the mission of its contact. Left to itself MySQL walks the primary key, through the
        // missions before.
        ScopedQuery query = ScopedQuery.select(COLUMNS)
                .from(TABLES.replace("crm_mandate m", "crm_mandate m force index (crm_mandate_entered)")
                        .replace(" join ", " straight_join "))
                .withinMissions(scope, "m")
                .and("c.sensitivity <= ?", scope.clearance().level());
        return of(wanted, query)
                .separately()
                .orderBy(Key.ascending("m.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> view(row),
                        mandate -> List.of(ScopedQuery.hex(mandate.id().value())));
    }

    private static ScopedQuery of(MandateQuery wanted, ScopedQuery query) {
        if (wanted.role() != null) {
            query.and("p.role = ?", wanted.role().name());
        }
        if (wanted.asOf() != null) {
            query.and(TenureColumns.covers("m"), TenureColumns.on(wanted.asOf()));
        }
        return query;
    }

    /** By organisation, rank and name. */
    private Slice<MandateView> some(MandateQuery wanted, AccessScope scope, Paging paging) {
        ScopedQuery query = of(wanted, seen(scope));
        if (wanted.contact() != null) {
            query.and("m.contact_id = ?", Bytes16.of(wanted.contact()));
        }
        if (wanted.post() != null) {
            query.and("m.post_id = ?", Bytes16.of(wanted.post()));
        }
        if (wanted.organisation() != null) {
            query.and("p.organisation_id = ?", Bytes16.of(wanted.organisation()));
        }
        if (wanted.within() != null) {
            query.with(OrganisationParts.PART, Bytes16.of(wanted.within()))
                    .and("p.organisation_id in (select part.id from part)");
        }
        record Listed(MandateView mandate, List<String> key) {}
        return query.orderBy(
                        Key.bytes("p.organisation_sort", false),
                        Key.ascending("p.organisation_id"),
                        Key.number("p.role_rank", false),
                        Key.ascending("c.sort_name"),
                        Key.ascending("m.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> new Listed(
                                view(row),
                                List.of(
                                        ScopedQuery.hex(row.getBytes("organisation_sort")),
                                        ScopedQuery.hex(Bytes16.uuid(row, "organisation_id")),
                                        row.getString("role_rank"),
                                        row.getString("sort_name"),
                                        ScopedQuery.hex(Bytes16.uuid(row, "id")))),
                        Listed::key)
                .map(Listed::mandate);
    }

    private static ScopedQuery seen(AccessScope scope) {
        return ScopedQuery.select(COLUMNS).from(TABLES).within(scope, "c");
    }

    private MandateView view(ResultSet row) throws SQLException {
        Tenure tenure = TenureColumns.read(row, "");
        return new MandateView(
                new MandateId(Bytes16.uuid(row, "id")),
                row.getLong("version"),
                new MandateDetails(
                        new ContactId(Bytes16.uuid(row, "contact_id")),
                        new PostId(Bytes16.uuid(row, "post_id")),
                        tenure,
                        row.getString("note")),
                row.getString("display_name"),
                PostRole.valueOf(row.getString("role")),
                JsonText.readLocalized(row.getString("title")),
                new OrganisationId(Bytes16.uuid(row, "organisation_id")),
                JsonText.readLocalized(row.getString("names")),
                row.getString("acronym"),
                OrganisationKind.valueOf(row.getString("kind")),
                tenure.covers(LocalDate.now(clock)));
    }

    /**
     * What somebody holds.
     *
     * @param principal the mandate of the highest rank, of those that were asked for if there is one
     * @param mandates how many there are
     */
    record Standing(ContactSummary.Principal principal, int mandates) {}

    /**
     * What contacts, found within a scope before, hold on that day; those who hold nothing are left out.
     *
     * @param asked by its organisation, role and circle it says which mandates come first, whatever their rank
     */
    Map<ContactId, Standing> standings(Collection<ContactId> contacts, LocalDate day, ContactQuery asked) {
        Map<ContactId, Standing> standings = new LinkedHashMap<>();
        if (contacts.isEmpty()) {
            return standings;
        }
        List<Object> values = new ArrayList<>();
        List<String> meant = new ArrayList<>();
        List<Object> meantValues = new ArrayList<>();
        if (asked.organisation() != null) {
            values.add(Bytes16.of(asked.organisation()));
            meant.add("p.organisation_id in (select part.id from part)");
        }
        if (asked.role() != null) {
            meant.add("p.role = ?");
            meantValues.add(asked.role().name());
        }
        if (asked.circle() != null) {
            meant.add("o.circle = ?");
            meantValues.add(asked.circle().name());
        }
        values.addAll(Bytes16.of(contacts));
        Collections.addAll(values, TenureColumns.on(day));
        values.addAll(meantValues);
        String first = meant.isEmpty() ? "" : "case when " + String.join(" and ", meant) + " then 0 else 1 end, ";
        database.sql((asked.organisation() == null ? "" : "with " + OrganisationParts.PART + " ")
                        + "select m.contact_id, p.id, p.role, p.title, p.organisation_id, o.names, o.acronym, o.circle"
                        + " from crm_mandate m"
                        + " join crm_post p on p.id = m.post_id join crm_organisation o on o.id = p.organisation_id"
                        + " where m.contact_id in (" + ScopedQuery.marks(contacts.size()) + ") and "
                        + TenureColumns.covers("m")
                        + " order by m.contact_id, " + first + "p.role_rank, m.since_day desc, m.id")
                .params(values)
                .query(row -> {
                    ContactId contact = new ContactId(Bytes16.uuid(row, "contact_id"));
                    Standing known = standings.get(contact);
                    standings.put(
                            contact,
                            known == null
                                    ? new Standing(principal(row), 1)
                                    : new Standing(known.principal(), known.mandates() + 1));
                });
        return standings;
    }

    private static ContactSummary.Principal principal(ResultSet row) throws SQLException {
        return new ContactSummary.Principal(
                new PostId(Bytes16.uuid(row, "id")),
                new OrganisationId(Bytes16.uuid(row, "organisation_id")),
                JsonText.readLocalized(row.getString("names")),
                row.getString("acronym"),
                Circle.valueOf(row.getString("circle")),
                PostRole.valueOf(row.getString("role")),
                JsonText.readLocalized(row.getString("title")));
    }

    // ---- for the rules
    // --------------------------------------------------------------------------------------------------

    /** A post as far as the rules of mandates need it. */
    record Seat(
            PostId id,
            boolean archived,
            @Nullable Integer seats,
            PostRole role,
            LocalizedText title,
            LocalizedText organisation) {}

    /** The post of the mission, locked, so that only one officer at a time gives it away; empty when there is none. */
    Optional<Seat> lock(PostId post, MissionId mission) {
        return database.sql("""
                        select p.archived, p.seats, p.role, p.title,
                          (select o.names from crm_organisation o where o.id = p.organisation_id) as names
                        from crm_post p where p.id = ? and p.mission_id = ? for update""")
                .params(Bytes16.of(post), Bytes16.of(mission))
                .query((row, index) -> new Seat(
                        post,
                        row.getBoolean("archived"),
                        row.getObject("seats", Integer.class),
                        PostRole.valueOf(row.getString("role")),
                        JsonText.readLocalized(row.getString("title")),
                        JsonText.readLocalized(row.getString("names"))))
                .optional();
    }

    /** One holding of a post. */
    record Holding(ContactId contact, Tenure tenure) {}

    /**
     * The holdings of the post that count for one more by that contact, but that of one mandate: those of the contact itself, and when
     * the number of seats is fixed, those of living contacts that may be seen with that clearance and may touch the tenure. One
     * that is hidden must not be told of by a refusal.
     */
    List<Holding> holdings(Seat seat, MandateDetails details, Sensitivity clearance, @Nullable MandateId except) {
        byte[] post = Bytes16.of(seat.id());
        byte[] contact = Bytes16.of(details.contact());
        String columns = "(select m.contact_id, m.since, m.until, m.ended, m.id from crm_mandate m";
        String locked = " lock in share mode)";
        List<Object> values = new ArrayList<>(List.of(post, contact));
        String sql = columns + " where m.post_id = ? and m.contact_id = ?" + locked;
        if (seat.seats() != null) {
            PartialDate until = details.tenure().until();
            PartialDate since = details.tenure().since();
            sql += " union all " + columns + " join crm_contact c on c.id = m.contact_id"
                    + " where m.post_id = ? and m.contact_id <> ? and c.sensitivity <= ? and c.archived = 0"
                    + " and (m.since_day is null or m.since_day <= ?) and (m.until_day is null or m.until_day >= ?)"
                    + locked;
            Collections.addAll(values, post, contact, clearance.level());
            values.add(until == null ? LAST_DAY : until.latest());
            values.add(since == null ? FIRST_DAY : since.earliest());
        }
        return database
                .sql(sql)
                .params(values)
                .query((row, index) -> Map.entry(
                        new MandateId(Bytes16.uuid(row, "id")),
                        new Holding(new ContactId(Bytes16.uuid(row, "contact_id")), TenureColumns.read(row, ""))))
                .list()
                .stream()
                .filter(entry -> !entry.getKey().equals(except))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A contact as far as its mandates need it. */
    record Person(MissionId mission, Sensitivity sensitivity) {}

    Optional<Person> person(ContactId contact, AccessScope scope) {
        return ScopedQuery.select("c.mission_id, c.sensitivity")
                .from("crm_contact c")
                .within(scope, "c")
                .and("c.id = ?", Bytes16.of(contact))
                .optional(
                        database,
                        (row, index) -> new Person(
                                new MissionId(Bytes16.uuid(row, "mission_id")),
                                Sensitivity.ofLevel(row.getInt("sensitivity"))));
    }

    boolean isPostVisible(PostId post, AccessScope scope) {
        return ScopedQuery.select("1")
                .from("crm_post p")
                .withinMissions(scope, "p")
                .and("p.id = ?", Bytes16.of(post))
                .optional(database, (row, index) -> true)
                .isPresent();
    }

    boolean hasMandates(ContactId contact) {
        return database.sql("select 1 from crm_mandate where contact_id = ? limit 1")
                .param(Bytes16.of(contact))
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
