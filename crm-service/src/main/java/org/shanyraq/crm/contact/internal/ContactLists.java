package org.shanyraq.crm.contact.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.ArchivedRows;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Criterion;
import org.shanyraq.crm.shared.internal.InvitedLately;
import org.shanyraq.crm.shared.internal.MetLately;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.OrganisationParts;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists and counts contacts by what is asked of them. A criterion that few fulfil leads: those are found and put in order. When many
 * fulfil each, the contacts are walked in the order of the list, by an index, until the page is full; those who fulfil it may
 * all stand far off, so the walk is given up after some steps.
 */
class ContactLists {

    /** As many as are put in order rather than walked to, and as many as are walked past before that is given up. */
    private static final int USUAL = 10_000;

    private final JdbcClient database;
    private final NameIndex nameIndex;
    private final Clock clock;
    private final @Nullable InvitedLately invited;
    private final List<MetLately> met;
    private final int few;
    private final int steps;

    /** @param invited null when nobody is invited in this application */
    ContactLists(
            JdbcClient database,
            NameIndex nameIndex,
            Clock clock,
            @Nullable InvitedLately invited,
            List<MetLately> met) {
        this(database, nameIndex, clock, invited, met, USUAL, USUAL);
    }

    /**
     * @param few as many as are put in order rather than walked to
     * @param steps as many as are walked past before that is given up
     */
    ContactLists(
            JdbcClient database,
            NameIndex nameIndex,
            Clock clock,
            @Nullable InvitedLately invited,
            List<MetLately> met,
            int few,
            int steps) {
        this.few = few;
        this.steps = steps;
        this.database = database;
        this.nameIndex = nameIndex;
        this.clock = clock;
        this.invited = invited;
        this.met = met;
    }

    /** A page of contacts {@code c} in the order of the query. */
    <T> Slice<T> slice(
            String columns,
            ContactQuery query,
            AccessScope scope,
            Paging paging,
            RowMapper<T> row,
            Function<T, List<String>> key) {
        Slice<T> found = new Asked(query, scope, false).slice(columns, paging, row, key);
        return found.items().isEmpty() && namesSomebody(query)
                ? new Asked(query, scope, true).slice(columns, paging, row, key)
                : found;
    }

    long count(ContactQuery query, AccessScope scope, long limit) {
        long found = new Asked(query, scope, false).count(limit);
        return found == 0 && namesSomebody(query) ? new Asked(query, scope, true).count(limit) : found;
    }

    private static boolean namesSomebody(ContactQuery query) {
        return query.text() != null && !query.text().isBlank() && !isAddress(query.text());
    }

    private static boolean isAddress(String text) {
        return text.strip().indexOf('@') > 0;
    }

    /** What is asked, taken apart. */
    private final class Asked {

        private final ContactQuery query;
        private final AccessScope scope;
        private final List<Criterion> criteria = new ArrayList<>();
        private final boolean impossible;

        Asked(ContactQuery query, AccessScope scope, boolean leniently) {
            requireDays("notInvitedDays", query.notInvitedDays());
            requireDays("noContactDays", query.noContactDays());
            this.query = query;
            this.scope = scope;
            String country = query.country();
            if (country != null && !country.isBlank()) {
                List<Object> values = missions();
                values.add(country.strip());
                criteria.add(new Criterion(
                        "x.id from crm_contact x where " + within("x") + " and x.country = ?",
                        values,
                        "c.country = ?",
                        List.of(country.strip())));
            }
            List<String> languages = Stream.of(
                            Optional.ofNullable(query.language()), Optional.ofNullable(query.orLanguage()))
                    .flatMap(Optional::stream)
                    .map(String::strip)
                    .filter(language -> !language.isEmpty())
                    .distinct()
                    .toList();
            if (!languages.isEmpty()) {
                String spoken = "l.language in (" + ScopedQuery.marks(languages.size()) + ")";
                criteria.add(new Criterion(
                        "l.contact_id as id from crm_contact_language l where " + spoken,
                        languages,
                        Criterion.exists("crm_contact_language l where l.contact_id = c.id and " + spoken),
                        languages));
            }
            if (query.segment() != null) {
                criteria.add(belonging(query.segment()));
            }
            if (query.organisation() != null || query.role() != null || query.circle() != null) {
                criteria.add(holding());
            }
            this.impossible = !addText(leniently);
        }

        /** @return whether there can be any answer */
        private boolean addText(boolean leniently) {
            String text = query.text();
            if (text == null || text.isBlank()) {
                return true;
            }
            if (isAddress(text)) {
                criteria.add(addressed(text));
                return true;
            }
            NameIndex.Subjects subjects = ContactReader.SUBJECTS.where(ArchivedRows.where(query.archived(), "s"));
            List<Criterion> words = leniently
                    ? nameIndex.leniently(scope, subjects, "c.id", text)
                    : nameIndex.strictly(scope, subjects, "c.id", text);
            criteria.addAll(words);
            return !words.isEmpty();
        }

        private String within(String alias) {
            return scope.missions().isEmpty()
                    ? "1 = 0"
                    : alias + ".mission_id in ("
                            + ScopedQuery.marks(scope.missions().size()) + ")";
        }

        private List<Object> missions() {
            return new ArrayList<>(Bytes16.of(scope.missions()));
        }

        /** Carries that tag or is on that list, if the officer may see it. */
        private Criterion belonging(SegmentId segment) {
            String seen = " join crm_segment g on g.id = b.segment_id where b.segment_id = ? and " + within("g")
                    + " and g.sensitivity <= ?";
            List<Object> values = new ArrayList<>(List.of(Bytes16.of(segment)));
            values.addAll(missions());
            values.add(scope.clearance().level());
            return new Criterion(
                    "b.contact_id as id from crm_segment_member b" + seen,
                    values,
                    Criterion.exists("crm_segment_member b" + seen + " and b.contact_id = c.id"),
                    values);
        }

        /** Holds a mandate of that organisation, role and circle on the day. */
        private Criterion holding() {
            LocalDate day = query.asOf() == null ? LocalDate.now(clock) : query.asOf();
            List<Object> ids = new ArrayList<>();
            List<Object> check = new ArrayList<>(List.of(TenureColumns.on(day)));
            StringBuilder from = new StringBuilder();
            StringBuilder where = new StringBuilder();
            StringBuilder asked = new StringBuilder("crm_mandate m straight_join crm_post p on p.id = m.post_id");
            StringBuilder askedWhere = new StringBuilder(" where m.contact_id = c.id and " + TenureColumns.covers("m"));
            if (query.organisation() != null) {
                from.append("part straight_join crm_post p on p.organisation_id = part.id");
                askedWhere.append(" and p.organisation_id in (select part.id from part)");
            } else if (query.circle() != null) {
                from.append("crm_organisation o straight_join crm_post p on p.organisation_id = o.id");
            } else {
                from.append("crm_post p");
            }
            if (query.circle() != null) {
                if (query.organisation() != null) {
                    from.append(" straight_join crm_organisation o on o.id = p.organisation_id");
                }
                asked.append(" straight_join crm_organisation o on o.id = p.organisation_id");
                where.append(within("o")).append(" and o.circle = ? and ");
                ids.addAll(missions());
                ids.add(query.circle().name());
                askedWhere.append(" and o.circle = ?");
                check.add(query.circle().name());
            }
            if (query.role() != null) {
                where.append(within("p")).append(" and p.role = ? and ");
                ids.addAll(missions());
                ids.add(query.role().name());
                askedWhere.append(" and p.role = ?");
                check.add(query.role().name());
            }
            ids.addAll(List.of(TenureColumns.on(day)));
            return new Criterion(
                    "m.contact_id as id from " + from + " straight_join crm_mandate m on m.post_id = p.id where "
                            + where + TenureColumns.covers("m"),
                    ids,
                    Criterion.exists(asked.append(askedWhere).toString()),
                    check);
        }

        private @Nullable String with() {
            return query.organisation() == null ? null : OrganisationParts.PART;
        }

        private List<Object> withValues() {
            return query.organisation() == null ? List.of() : List.of(Bytes16.of(query.organisation()));
        }

        // ---- reading
        // ------------------------------------------------------------------------------------------------

        <T> Slice<T> slice(String columns, Paging paging, RowMapper<T> row, Function<T, List<String>> key) {
            if (impossible) {
                return new Slice<>(List.of(), null);
            }
            Rarest rarest = rarest();
            if (rarest != null && rarest.fulfilledBy() <= few) {
                return led(columns, rarest.criterion()).slice(database, paging, row, key);
            }
            String end = rarest == null ? null : end(paging);
            ScopedQuery walk = walk(columns);
            if (end != null) {
                walk.and(sort() + (query.descending() ? " >= ?" : " <= ?"), end);
            }
            Slice<T> page = walk.slice(database, paging, row, key);
            return rarest == null || end == null || page.next() != null
                    ? page
                    : led(columns, rarest.criterion()).slice(database, paging, row, key);
        }

        long count(long limit) {
            if (impossible) {
                return 0;
            }
            Rarest rarest = rarest();
            if (rarest == null) {
                return filtered("1", "crm_contact c").count(database, limit);
            }
            // Told apart while they are found, so that counting ends at the limit.
            return filtered(
                            "distinct c.id",
                            "(select " + rarest.criterion().ids()
                                    + ") led straight_join crm_contact c on c.id = led.id",
                            rarest.criterion().idsValues().toArray())
                    .count(database, limit);
        }

        private record Rarest(Criterion criterion, long fulfilledBy) {}

        private @Nullable Rarest rarest() {
            if (criteria.isEmpty()) {
                return null;
            }
            List<Long> counts = Criterion.counts(database, with(), withValues(), criteria, few + 1);
            int rarest = 0;
            for (int i = 1; i < counts.size(); i++) {
                rarest = counts.get(i) < counts.get(rarest) ? i : rarest;
            }
            return new Rarest(criteria.get(rarest), counts.get(rarest));
        }

        /** Those who fulfil the criterion, in order. */
        private ScopedQuery led(String columns, Criterion leading) {
            return ordered(filtered(
                    columns,
                    "(select distinct " + leading.ids() + ") led straight_join crm_contact c on c.id = led.id",
                    leading.idsValues().toArray()));
        }

        private ScopedQuery walk(String columns) {
            String index =
                    switch (query.sort()) {
                        case NAME -> "crm_contact_name";
                        case CHANGED -> "crm_contact_changed";
                        case CREATED -> "crm_contact_created";
                    };
            return ordered(filtered(columns, "crm_contact c force index (" + index + ")"))
                    .separately();
        }

        /** By what the list is ordered at the end of the walk; null when the list ends before. */
        private @Nullable String end(Paging paging) {
            ScopedQuery far =
                    ordered(visible(sort() + " as sort_key", "crm_contact c")).separately();
            if (paging.cursor() != null) {
                far.after(paging.cursor());
            }
            return far.skip(steps).limit(1).list(database, (row, index) -> row.getString("sort_key")).stream()
                    .findFirst()
                    .orElse(null);
        }

        private ScopedQuery ordered(ScopedQuery wanted) {
            Key first = query.sort() == ContactQuery.Sort.NAME
                    ? new Key(sort(), query.descending())
                    : Key.time(sort(), query.descending());
            return wanted.orderBy(first, new Key("c.id", query.descending()));
        }

        private String sort() {
            return switch (query.sort()) {
                case NAME -> "c.sort_name";
                case CHANGED -> "c.changed_at";
                case CREATED -> "c.created_at";
            };
        }

        private ScopedQuery filtered(String columns, String from, Object... fromValues) {
            ScopedQuery wanted = visible(columns, from, fromValues);
            if (with() != null) {
                wanted.with(with(), withValues().toArray());
            }
            criteria.forEach(criterion -> criterion.ask(wanted));
            return wanted;
        }

        /** Those whom the officer may see, living or archived as wanted, up to the wanted sensitivity. */
        private ScopedQuery visible(String columns, String from, Object... fromValues) {
            ScopedQuery wanted =
                    ScopedQuery.select(columns).from(from, fromValues).within(scope, "c");
            ArchivedRows.ask(wanted, query.archived(), "c");
            if (query.sensitivity() != null) {
                wanted.and("c.sensitivity = ?", query.sensitivity().level());
            }
            if (query.notInvitedDays() != null && invited != null) {
                invited.leaveOut(wanted, "c.id", since(query.notInvitedDays()), scope);
            }
            if (query.noContactDays() != null) {
                met.forEach(one -> one.leaveOutMet(wanted, "c.id", since(query.noContactDays()), scope));
            }
            return wanted;
        }
    }

    private Instant since(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    private static void requireDays(String field, @Nullable Integer days) {
        if (days != null && (days < 1 || days > ContactQuery.MOST_DAYS)) {
            throw InvalidInputException.of(field, "crm.contact.error.days", ContactQuery.MOST_DAYS);
        }
    }

    /** Has an e-mail address that begins so. */
    static Criterion addressed(String text) {
        String begun =
                ChannelRow.fold(text).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return new Criterion(
                "h.contact_id as id from crm_contact_channel h where h.kind = 'EMAIL' and h.folded like ? escape '!'",
                List.of(begun),
                Criterion.exists("crm_contact_channel h where h.contact_id = c.id and h.kind = 'EMAIL'"
                        + " and h.folded like ? escape '!'"),
                List.of(begun));
    }
}
