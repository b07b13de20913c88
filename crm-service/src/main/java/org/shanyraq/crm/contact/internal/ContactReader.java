package org.shanyraq.crm.contact.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.LegalBasis;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Criterion;
import org.shanyraq.crm.shared.internal.InvitedLately;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.MetLately;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads contacts in plain SQL, always within a scope. */
class ContactReader {

    /** Kind of record in the name index, the search and the audit trail. */
    static final String KIND = "contact";

    /** Contacts in the name index. */
    static final NameIndex.Subjects SUBJECTS = new NameIndex.Subjects(KIND, "crm_contact", true, null);

    private static final String LIVING = "s.archived = 0";

    private static final String SUMMARY = """
            c.id, c.mission_id, c.display_name, c.native_name, c.honorific, c.country, c.sensitivity, c.archived, c.created_at, c.changed_at, \
            c.sort_name, (select min(h.value) from crm_contact_channel h where h.contact_id = c.id and h.kind = 'EMAIL' \
            and h.is_primary = 1) as email""";

    private final JdbcClient database;
    private final NameIndex nameIndex;
    private final MandateReader mandates;
    private final Clock clock;
    private final ContactLists lists;

    ContactReader(
            JdbcClient database,
            NameIndex nameIndex,
            MandateReader mandates,
            Clock clock,
            @Nullable InvitedLately invited,
            List<MetLately> met) {
        this.database = database;
        this.nameIndex = nameIndex;
        this.mandates = mandates;
        this.clock = clock;
        this.lists = new ContactLists(database, nameIndex, clock, invited, met);
    }

    // ---- one
    // ------------------------------------------------------------------------------------------------------------

    Optional<ContactView> view(ContactId id, AccessScope scope) {
        return views(List.of(id), scope).stream().findFirst();
    }

    /** Those of the contacts that may be seen, in the given order. */
    List<ContactView> views(List<ContactId> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Found> found = ScopedQuery.select("c.*")
                .from("crm_contact c")
                .within(scope, "c")
                .and(
                        "c.id in (" + ScopedQuery.marks(ids.size()) + ")",
                        Bytes16.of(ids).toArray())
                .list(database, (row, index) -> Found.read(row));
        List<ContactId> seen = found.stream().map(Found::id).toList();
        Map<ContactId, Around> around = around(seen);
        Map<ContactId, List<MandateView>> held = mandates.of(seen, scope);
        Map<ContactId, ContactView> views = new LinkedHashMap<>();
        for (Found contact : found) {
            views.put(
                    contact.id(),
                    new ContactView(
                            contact.id(),
                            contact.mission(),
                            contact.version(),
                            contact.details(around.getOrDefault(contact.id(), new Around())),
                            held.getOrDefault(contact.id(), List.of()),
                            contact.archived(),
                            contact.createdAt(),
                            contact.changedAt()));
        }
        return ids.stream().distinct().map(views::get).filter(Objects::nonNull).toList();
    }

    boolean isVisible(ContactId id, AccessScope scope) {
        return ScopedQuery.select("1")
                .from("crm_contact c")
                .within(scope, "c")
                .and("c.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> true)
                .isPresent();
    }

    /** The columns of a contact's own row. */
    private record Found(
            ContactId id,
            MissionId mission,
            long version,
            Sensitivity sensitivity,
            boolean archived,
            @Nullable String honorific,
            LocalizedText formOfAddress,
            @Nullable String country,
            @Nullable String notes,
            @Nullable LegalBasis legalBasis,
            @Nullable String source,
            Instant createdAt,
            Instant changedAt) {

        static Found read(ResultSet row) throws SQLException {
            String legalBasis = row.getString("legal_basis");
            return new Found(
                    new ContactId(Bytes16.uuid(row, "id")),
                    new MissionId(Bytes16.uuid(row, "mission_id")),
                    row.getLong("version"),
                    Sensitivity.ofLevel(row.getInt("sensitivity")),
                    row.getBoolean("archived"),
                    row.getString("honorific"),
                    JsonText.readLocalized(row.getString("form_of_address")),
                    row.getString("country"),
                    row.getString("notes"),
                    legalBasis == null ? null : LegalBasis.valueOf(legalBasis),
                    row.getString("source"),
                    UtcTime.instant(row, "created_at"),
                    UtcTime.instant(row, "changed_at"));
        }

        ContactDetails details(Around around) {
            return new ContactDetails(
                    around.names(),
                    honorific,
                    formOfAddress,
                    around.languages(),
                    country,
                    around.channels(),
                    around.externalIds(),
                    notes,
                    sensitivity,
                    legalBasis,
                    source);
        }
    }

    /** The rows around a contact. */
    private record Around(
            List<PersonName> names, List<Channel> channels, List<String> languages, List<ExternalId> externalIds) {

        Around() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Names, channels, languages and external ids of several contacts in one statement. */
    private Map<ContactId, Around> around(List<ContactId> contacts) {
        Map<ContactId, Around> all = new LinkedHashMap<>();
        if (contacts.isEmpty()) {
            return all;
        }
        String these = " where contact_id in (" + ScopedQuery.marks(contacts.size()) + ")";
        List<Object> values = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            values.addAll(Bytes16.of(contacts));
        }
        database.sql(
                        "select 1 as part, contact_id, position, kind, given as first, family as second, language as third, 0 as flag"
                                + " from crm_contact_name" + these
                                + " union all select 2, contact_id, position, kind, value, purpose, null, is_primary"
                                + " from crm_contact_channel" + these
                                + " union all select 3, contact_id, position, '', language, '', null, 0 from crm_contact_language"
                                + these
                                + " union all select 4, contact_id, 0, '', scheme, value, null, 0 from crm_contact_external_id"
                                + these + " order by part, position, first, second")
                .params(values)
                .query(row -> {
                    Around one =
                            all.computeIfAbsent(new ContactId(Bytes16.uuid(row, "contact_id")), id -> new Around());
                    String kind = row.getString("kind");
                    String first = row.getString("first");
                    String second = row.getString("second");
                    switch (row.getInt("part")) {
                        case 1 ->
                            one.names()
                                    .add(new PersonName(
                                            PersonName.Kind.valueOf(kind), first, second, row.getString("third")));
                        case 2 ->
                            one.channels()
                                    .add(new Channel(
                                            Channel.Kind.valueOf(kind),
                                            Channel.Purpose.valueOf(second),
                                            first,
                                            row.getBoolean("flag")));
                        case 3 -> one.languages().add(first);
                        default -> one.externalIds().add(new ExternalId(first, second));
                    }
                });
        return all;
    }

    // ---- by address
    // -----------------------------------------------------------------------------------------------------

    /** Those of the mission that carry the external ids: of each sensitivity at most one, the least sensitive first. */
    Map<ExternalId, List<ContactId>> byExternalIds(
            Collection<ExternalId> externalIds, MissionId mission, AccessScope scope) {
        Map<ExternalId, List<ContactId>> carriers = new LinkedHashMap<>();
        if (externalIds.isEmpty()) {
            return carriers;
        }
        ScopedQuery.select("e.scheme, e.value, c.id")
                .from("crm_contact_external_id e join crm_contact c on c.id = e.contact_id")
                .within(scope, "c")
                .and("e.mission_id = ?", Bytes16.of(mission))
                .and(anyOf(externalIds, "e."), parts(externalIds).toArray())
                .orderBy(Key.ascending("e.sensitivity"))
                .list(database, (row, index) -> carriers.computeIfAbsent(
                                new ExternalId(row.getString("scheme"), row.getString("value")),
                                id -> new ArrayList<>())
                        .add(new ContactId(Bytes16.uuid(row, "id"))));
        return carriers;
    }

    private static String anyOf(Collection<ExternalId> externalIds, String table) {
        return "("
                + String.join(
                        " or ",
                        Collections.nCopies(externalIds.size(), "(" + table + "scheme = ? and " + table + "value = ?)"))
                + ")";
    }

    private static List<Object> parts(Collection<ExternalId> externalIds) {
        List<Object> parts = new ArrayList<>();
        for (ExternalId externalId : externalIds) {
            parts.add(externalId.scheme());
            parts.add(externalId.value());
        }
        return parts;
    }

    /**
     * The living ones of the mission that are reached by each of these e-mail addresses, whatever case; addresses of nobody are missing.
     *
     * @param limit so many for one address
     */
    Map<String, List<ContactId>> byEmails(Collection<String> emails, MissionId mission, AccessScope scope, int limit) {
        Map<String, List<ContactId>> reached = new LinkedHashMap<>();
        if (emails.isEmpty()) {
            return reached;
        }
        int most = limit * emails.size();
        List<Reached> found = ScopedQuery.select("distinct h.folded, c.id")
                .from("crm_contact_channel h join crm_contact c on c.id = h.contact_id")
                .within(scope, "c")
                .and("c.mission_id = ? and c.archived = 0", Bytes16.of(mission))
                .and(
                        "h.kind = 'EMAIL' and h.folded in (" + ScopedQuery.marks(emails.size()) + ")",
                        emails.stream().map(ChannelRow::fold).toArray())
                .orderBy(Key.ascending("c.id"))
                .limit(most)
                .list(
                        database,
                        (row, index) -> new Reached(row.getString("folded"), new ContactId(Bytes16.uuid(row, "id"))));
        if (found.size() == most && emails.size() > 1) {
            // Very many share one of the addresses, and took the places of others.
            emails.forEach(email -> reached.putAll(byEmails(List.of(email), mission, scope, limit)));
            return reached;
        }
        Map<String, List<ContactId>> byFolded = found.stream()
                .collect(Collectors.groupingBy(
                        Reached::folded, Collectors.mapping(Reached::contact, Collectors.toList())));
        for (String email : emails) {
            List<ContactId> contacts = byFolded.get(ChannelRow.fold(email));
            if (contacts != null) {
                reached.put(email, contacts.subList(0, Math.min(limit, contacts.size())));
            }
        }
        return reached;
    }

    private record Reached(String folded, ContactId contact) {}

    /**
     * Which of the external ids are carried already by contacts of the mission that may be seen with that clearance, and by which.
     * Locks what it finds, so that it also sees what another transaction has just committed.
     */
    Map<ExternalId, Set<ContactId>> carriers(
            Collection<ExternalId> externalIds, MissionId mission, Sensitivity clearance) {
        Map<ExternalId, Set<ContactId>> carriers = new LinkedHashMap<>();
        if (externalIds.isEmpty()) {
            return carriers;
        }
        List<Object> values = new ArrayList<>();
        values.add(Bytes16.of(mission));
        values.add(clearance.level());
        values.addAll(parts(externalIds));
        database.sql(
                        "select scheme, value, contact_id from crm_contact_external_id where mission_id = ? and sensitivity <= ?"
                                + " and " + anyOf(externalIds, "") + " lock in share mode")
                .params(values)
                .query(row -> {
                    carriers.computeIfAbsent(
                                    new ExternalId(row.getString("scheme"), row.getString("value")),
                                    id -> new LinkedHashSet<>())
                            .add(new ContactId(Bytes16.uuid(row, "contact_id")));
                });
        return carriers;
    }

    // ---- lists
    // ----------------------------------------------------------------------------------------------------------

    Slice<ContactSummary> list(ContactQuery query, AccessScope scope, Paging paging) {
        Slice<Listed> slice = lists.slice(
                SUMMARY,
                query,
                scope,
                paging,
                (row, index) -> Listed.read(row),
                listed -> List.of(
                        listed.key(query.sort()), ScopedQuery.hex(listed.id().value())));
        Map<ContactId, MandateReader.Standing> standings = standings(slice.items(), day(query), query);
        return slice.map(listed -> listed.summary(standings.get(listed.id())));
    }

    long count(ContactQuery query, AccessScope scope, long limit) {
        return lists.count(query, scope, limit);
    }

    /** The living ones that fit best. */
    List<ContactSummary> fitting(String text, AccessScope scope, int limit) {
        String typed = text.strip();
        if (typed.codePointCount(0, typed.length()) < 2) {
            return List.of();
        }
        Set<ContactId> ids = new LinkedHashSet<>();
        if (typed.indexOf('@') > 0) {
            Criterion addressed = ContactLists.addressed(typed);
            ScopedQuery.select("c.id")
                    .from(
                            "(select distinct " + addressed.ids()
                                    + ") led straight_join crm_contact c on c.id = led.id",
                            addressed.idsValues().toArray())
                    .within(scope, "c")
                    .and("c.archived = 0")
                    .orderBy(Key.ascending("c.sort_name"), Key.ascending("c.id"))
                    .limit(limit)
                    .list(database, (row, index) -> ids.add(new ContactId(Bytes16.uuid(row, "id"))));
        } else {
            nameIndex.ranked(SUBJECTS.where(LIVING), scope, typed, limit).forEach(id -> ids.add(new ContactId(id)));
        }
        return summaries(ids, scope);
    }

    /** The ids of the living contacts of the scope whose names fit, best first. */
    List<ContactId> namedLike(String text, AccessScope scope, int limit) {
        return nameIndex.ranked(SUBJECTS.where(LIVING), scope, text, limit).stream()
                .map(ContactId::new)
                .toList();
    }

    /** Those of the contacts that may be seen, in the given order. */
    List<ContactSummary> summaries(Collection<ContactId> ids, AccessScope scope) {
        return summaries(ids, ContactQuery.ALL, scope);
    }

    /** @param asked says which of today's mandates come first */
    List<ContactSummary> summaries(Collection<ContactId> ids, ContactQuery asked, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<ContactId, Listed> found = ScopedQuery.select(SUMMARY)
                .from("crm_contact c")
                .within(scope, "c")
                .and(
                        "c.id in (" + ScopedQuery.marks(ids.size()) + ")",
                        Bytes16.of(ids).toArray())
                .list(database, (row, index) -> Listed.read(row))
                .stream()
                .collect(Collectors.toMap(Listed::id, Function.identity()));
        Map<ContactId, MandateReader.Standing> standings = standings(found.values(), LocalDate.now(clock), asked);
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(listed -> listed.summary(standings.get(listed.id())))
                .toList();
    }

    private Map<ContactId, MandateReader.Standing> standings(
            Collection<Listed> listed, LocalDate day, ContactQuery asked) {
        return mandates.standings(listed.stream().map(Listed::id).toList(), day, asked);
    }

    private LocalDate day(ContactQuery query) {
        return query.asOf() == null ? LocalDate.now(clock) : query.asOf();
    }

    /** All names of contacts that were found within a scope before. */
    Map<ContactId, List<String>> names(Collection<ContactId> ids) {
        Map<ContactId, List<String>> names = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            database.sql("select contact_id, given, family from crm_contact_name where contact_id in ("
                            + ScopedQuery.marks(ids.size()) + ") order by contact_id, position")
                    .params(Bytes16.of(ids))
                    .query(row -> {
                        names.computeIfAbsent(new ContactId(Bytes16.uuid(row, "contact_id")), id -> new ArrayList<>())
                                .add((row.getString("given") + " " + row.getString("family")).strip());
                    });
        }
        return names;
    }

    /** A row of a list before its mandates are known. */
    private record Listed(
            ContactId id,
            MissionId mission,
            String name,
            @Nullable String nativeName,
            @Nullable String honorific,
            @Nullable String country,
            @Nullable String email,
            Sensitivity sensitivity,
            boolean archived,
            Instant createdAt,
            Instant changedAt,
            String sortName) {

        static Listed read(ResultSet row) throws SQLException {
            return new Listed(
                    new ContactId(Bytes16.uuid(row, "id")),
                    new MissionId(Bytes16.uuid(row, "mission_id")),
                    row.getString("display_name"),
                    row.getString("native_name"),
                    row.getString("honorific"),
                    row.getString("country"),
                    row.getString("email"),
                    Sensitivity.ofLevel(row.getInt("sensitivity")),
                    row.getBoolean("archived"),
                    UtcTime.instant(row, "created_at"),
                    UtcTime.instant(row, "changed_at"),
                    row.getString("sort_name"));
        }

        String key(ContactQuery.Sort sort) {
            return switch (sort) {
                case NAME -> sortName;
                case CHANGED -> UtcTime.of(changedAt).toString();
                case CREATED -> UtcTime.of(createdAt).toString();
            };
        }

        ContactSummary summary(MandateReader.@Nullable Standing standing) {
            return new ContactSummary(
                    id,
                    mission,
                    name,
                    nativeName,
                    honorific,
                    country,
                    email,
                    standing == null ? null : standing.principal(),
                    standing == null ? 0 : standing.mandates(),
                    sensitivity,
                    archived,
                    changedAt);
        }
    }

    /** Those of the contacts that lie within the scope, as links to them show them. */
    List<RecordSight> sights(List<UUID> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return ScopedQuery.select("c.id, c.mission_id, c.sensitivity, c.display_name")
                .from("crm_contact c")
                .within(scope, "c")
                .oneOf("c.id", ids.stream().map(Bytes16::of).toList())
                .list(
                        database,
                        (row, index) -> new RecordSight(
                                new RecordRef(KIND, Bytes16.uuid(row, "id")),
                                new MissionId(Bytes16.uuid(row, "mission_id")),
                                Sensitivity.ofLevel(row.getInt("sensitivity")),
                                null,
                                LocalizedText.of("en", row.getString("display_name"))));
    }
}
