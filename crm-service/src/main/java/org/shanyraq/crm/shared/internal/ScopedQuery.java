package org.shanyraq.crm.shared.internal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A read in plain SQL that cannot be run without the scope of an officer. Values are always bound; the texts given to it
 * come from the program, never from a user.
 */
public final class ScopedQuery {

    /** So many queries in one are read quicker than one that sorts all it finds; many more are slow to plan. */
    private static final int MOST_BRANCHES = 100;

    private final String columns;
    private @Nullable String with;
    private final List<@Nullable Object> withValues = new ArrayList<>();
    private String from = "";
    private final List<@Nullable Object> fromValues = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private boolean separate;
    private @Nullable String groupBy;
    private List<Key> order = List.of();
    private int limit = -1;
    private int skipped;
    private @Nullable String partition;
    private int mostOfEach;
    private boolean scoped;

    private ScopedQuery(String columns) {
        this.columns = columns;
    }

    /**
     * What is asked of a row.
     *
     * @param alternatives conditions that leave one another out and together say the same; empty when there are none
     */
    private record Condition(String sql, List<@Nullable Object> values, List<Condition> alternatives) {

        static Condition of(String sql, @Nullable Object... bound) {
            List<@Nullable Object> values = new ArrayList<>();
            Collections.addAll(values, bound);
            return new Condition(sql, values, List.of());
        }
    }

    /**
     * One part of the order of a list.
     *
     * @param expression what is ordered by, never null in the database
     * @param form what stands in a cursor for it
     */
    public record Key(String expression, boolean descending, Form form) {

        /** How a value stands in a cursor. */
        public enum Form {
            TEXT,
            /** Hexadecimal digits, see {@link ScopedQuery#hex}. */
            BYTES,
            NUMBER,
            /** ISO, in UTC, see {@link UtcTime#of}. */
            TIME;

            boolean fits(@Nullable String value) {
                return value != null
                        && switch (this) {
                            case TEXT ->
                                value.codePoints()
                                        .noneMatch(point -> (point < ' ' && point != '\t')
                                                || Character.getType(point) == Character.SURROGATE);
                            case BYTES ->
                                value.length() % 2 == 0 && value.chars().allMatch(HexFormat::isHexDigit);
                            case NUMBER -> value.matches("-?\\d{1,18}");
                            case TIME -> isTime(value);
                        };
            }

            private static boolean isTime(String value) {
                try {
                    LocalDateTime.parse(value);
                    return true;
                } catch (DateTimeException malformed) {
                    return false;
                }
            }
        }

        /** Told by its name to be an id or a text. */
        public Key(String expression, boolean descending) {
            this(
                    expression,
                    descending,
                    expression.equals("id") || expression.endsWith(".id") || expression.endsWith("_id")
                            ? Form.BYTES
                            : Form.TEXT);
        }

        /** A column of bytes that is no id. */
        public static Key bytes(String expression, boolean descending) {
            return new Key(expression, descending, Form.BYTES);
        }

        public static Key number(String expression, boolean descending) {
            return new Key(expression, descending, Form.NUMBER);
        }

        public static Key time(String expression, boolean descending) {
            return new Key(expression, descending, Form.TIME);
        }

        public static Key ascending(String expression) {
            return new Key(expression, false);
        }

        public static Key descending(String expression) {
            return new Key(expression, true);
        }
    }

    public static ScopedQuery select(String columns) {
        return new ScopedQuery(columns);
    }

    /** A common table expression without the word "with", for example {@code recursive part(id) as (…)}. */
    public ScopedQuery with(String expression, @Nullable Object... bound) {
        with = with == null ? expression : with + ", " + expression;
        Collections.addAll(withValues, bound);
        return this;
    }

    /** Tables with their joins. */
    public ScopedQuery from(String tables, @Nullable Object... bound) {
        from = from.isEmpty() ? tables : from + " " + tables;
        Collections.addAll(fromValues, bound);
        return this;
    }

    /** Binds the table of that alias to missions and clearance of the scope. */
    public ScopedQuery within(@Nullable AccessScope scope, String alias) {
        withinMissions(scope, alias);
        if (scope == null) {
            throw new MissingScopeException();
        }
        return and(alias + ".sensitivity <= ?", scope.clearance().level());
    }

    /**
     * {@link #within} for a table whose rows may be limited to named readers: its column {@code readers_of} names the record whose list
     * they obey, and is null when nobody is left out. A limit leaves out everybody who is not on the list, whatever their role.
     */
    public ScopedQuery withinReaders(@Nullable AccessScope scope, String alias) {
        within(scope, alias);
        if (scope == null) {
            throw new MissingScopeException();
        }
        return andReader(scope, alias + ".readers_of");
    }

    /** The column names no list of readers, or one that the officer of the scope is on. */
    public ScopedQuery andReader(AccessScope scope, String column) {
        return and(
                "(" + column + " is null or exists (select 1 from crm_reader rd where rd.record_id = " + column
                        + " and rd.officer_id = ?))",
                Bytes16.of(scope.officer()));
    }

    /** Binds the table of that alias, which has no sensitivity of its own, to the missions of the scope. */
    public ScopedQuery withinMissions(@Nullable AccessScope scope, String alias) {
        if (scope == null) {
            throw new MissingScopeException();
        }
        scoped = true;
        if (scope.missions().isEmpty()) {
            return and("1 = 0");
        }
        return oneOf(
                alias + ".mission_id",
                scope.missions().stream().map(Bytes16::of).toList());
    }

    /** The column has one of the values, which differ. */
    public ScopedQuery oneOf(String column, List<? extends Object> wanted) {
        if (wanted.size() == 1) {
            return and(column + " = ?", wanted.get(0));
        }
        conditions.add(new Condition(
                column + " in (" + marks(wanted.size()) + ")",
                List.copyOf(wanted),
                wanted.stream()
                        .map(value -> Condition.of(column + " = ?", value))
                        .toList()));
        return this;
    }

    /** One of the columns, of which at most one can, has the value. */
    public ScopedQuery anyHas(List<String> columns, Object wanted) {
        List<Condition> alternatives = columns.stream()
                .map(column -> Condition.of(column + " = ?", wanted))
                .toList();
        conditions.add(new Condition(
                columns.stream().map(column -> column + " = ?").collect(Collectors.joining(" or ", "(", ")")),
                List.copyOf(Collections.nCopies(columns.size(), wanted)),
                alternatives));
        return this;
    }

    /**
     * Has each alternative of {@link #within}, {@link #oneOf} and {@link #anyHas} read by itself, in the order of an index and no
     * further than the limit, and then merged: an index gives an order only for one value of what it begins with. For
     * lists that go by an index; not for those that find little and sort it.
     */
    public ScopedQuery separately() {
        separate = true;
        return this;
    }

    public ScopedQuery and(String condition, @Nullable Object... bound) {
        conditions.add(Condition.of(condition, bound));
        return this;
    }

    public ScopedQuery andIf(boolean wanted, String condition, @Nullable Object... bound) {
        return wanted ? and(condition, bound) : this;
    }

    public ScopedQuery groupBy(String expressions) {
        groupBy = expressions;
        return this;
    }

    public ScopedQuery orderBy(Key... keys) {
        order = List.of(keys);
        return this;
    }

    public ScopedQuery limit(int rows) {
        limit = rows;
        return this;
    }

    /** Leaves out that many of the first rows; when it is read {@link #separately}, of each part. */
    public ScopedQuery skip(int rows) {
        skipped = rows;
        return this;
    }

    /** No more than so many rows for each value of the column, the first in the order of {@link #orderBy}. */
    public ScopedQuery firstOfEach(String column, int rows) {
        partition = column;
        mostOfEach = rows;
        return this;
    }

    /** As many question marks as there are values, for {@code in (…)}. */
    public static String marks(int number) {
        return String.join(", ", Collections.nCopies(number, "?"));
    }

    public <T> List<T> list(JdbcClient database, RowMapper<T> row) {
        return statement(database).query(row).list();
    }

    public <T> Optional<T> optional(JdbcClient database, RowMapper<T> row) {
        return statement(database).query(row).optional();
    }

    /** The number of rows, counted up to {@code most} (0: without bound). */
    public long count(JdbcClient database, long most) {
        Statement inner = new Statement();
        select(inner, columns, conditions, List.of(), most > 0 ? most : -1);
        Long counted = database.sql(withClause() + "select count(*) from (" + inner.sql + ") counted")
                .params(inner.allValues(withValues))
                .query(Long.class)
                .single();
        return counted == null ? 0 : counted;
    }

    /**
     * One slice in the order of {@link #orderBy}, whose last key must tell all rows apart.
     *
     * @param key the values of the order of a row, as texts, in the same order; ids as hexadecimal digits (see {@link #hex})
     */
    public <T> Slice<T> slice(JdbcClient database, Paging paging, RowMapper<T> row, Function<T, List<String>> key) {
        if (order.isEmpty()) {
            throw new IllegalStateException("a slice needs an order");
        }
        if (paging.cursor() != null) {
            after(paging.cursor());
        }
        limit(paging.size() + 1);
        List<T> rows = list(database, row);
        if (rows.size() <= paging.size()) {
            return new Slice<>(rows, null);
        }
        List<T> page = rows.subList(0, paging.size());
        return new Slice<>(page, Cursors.encode(key.apply(page.get(page.size() - 1))));
    }

    /** Hexadecimal digits of an id, for the key of a slice. Compared through {@code unhex(?)}. */
    public static String hex(java.util.UUID id) {
        return id.toString().replace("-", "");
    }

    /** {@link #hex(java.util.UUID)} for other bytes. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Only what comes after that place in the order of {@link #orderBy}.
     *
     * @throws InvalidInputException when the text is no cursor of such a list
     */
    public ScopedQuery after(String cursor) {
        List<String> key = Cursors.decode(cursor, order.size());
        for (int i = 0; i < key.size(); i++) {
            if (!order.get(i).form().fits(key.get(i))) {
                throw InvalidInputException.of("cursor", "crm.error.cursor");
            }
        }
        after(key);
        return this;
    }

    private void after(List<String> key) {
        List<String> alternatives = new ArrayList<>();
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            List<String> terms = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                terms.add(order.get(j).expression() + " = " + mark(order.get(j)));
                bound.add(key.get(j));
            }
            terms.add(order.get(i).expression() + (order.get(i).descending() ? " < " : " > ") + mark(order.get(i)));
            bound.add(key.get(i));
            alternatives.add("(" + String.join(" and ", terms) + ")");
        }
        Key first = order.get(0);
        // The first key alone bounds the range of the index; the alternatives decide within it.
        and(first.expression() + (first.descending() ? " <= " : " >= ") + mark(first), key.get(0));
        and("(" + String.join(" or ", alternatives) + ")", bound.toArray());
    }

    private static String mark(Key key) {
        return key.form() == Key.Form.BYTES ? "unhex(?)" : "?";
    }

    private JdbcClient.StatementSpec statement(JdbcClient database) {
        Statement statement = new Statement();
        if (partition != null) {
            rank(statement, partition);
            return database.sql(withClause() + statement.sql).params(statement.allValues(withValues));
        }
        List<List<Condition>> branches = separate && limit >= 0 && !order.isEmpty() ? branches() : List.of(conditions);
        if (branches.size() == 1) {
            select(statement, columns, branches.get(0), order, limit);
            skip(statement);
        } else {
            merge(statement, branches);
        }
        return database.sql(withClause() + statement.sql).params(statement.allValues(withValues));
    }

    /** Text and values while they are put together. */
    private static final class Statement {

        private final StringBuilder sql = new StringBuilder();
        private final List<@Nullable Object> values = new ArrayList<>();

        List<@Nullable Object> allValues(List<@Nullable Object> first) {
            List<@Nullable Object> all = new ArrayList<>(first);
            all.addAll(values);
            return all;
        }
    }

    /** The conditions with each choice of their alternatives. */
    private List<List<Condition>> branches() {
        List<List<Condition>> branches = List.of(List.of());
        for (Condition condition : conditions) {
            boolean splits = !condition.alternatives().isEmpty()
                    && branches.size() * condition.alternatives().size() <= MOST_BRANCHES;
            List<Condition> choices = splits ? condition.alternatives() : List.of(condition);
            branches = branches.stream()
                    .flatMap(branch -> choices.stream().map(choice -> {
                        List<Condition> longer = new ArrayList<>(branch);
                        longer.add(choice);
                        return longer;
                    }))
                    .toList();
        }
        return branches;
    }

    private void merge(Statement statement, List<List<Condition>> branches) {
        StringBuilder ordered = new StringBuilder(columns);
        List<Key> merged = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            ordered.append(", ")
                    .append(order.get(i).expression())
                    .append(" as order_")
                    .append(i);
            merged.add(new Key("order_" + i, order.get(i).descending()));
        }
        statement.sql.append("select * from (");
        for (int i = 0; i < branches.size(); i++) {
            statement.sql.append(i == 0 ? "(" : " union all (");
            select(statement, ordered.toString(), branches.get(i), order, limit);
            skip(statement);
            statement.sql.append(')');
        }
        statement.sql.append(") merged");
        order(statement, merged, limit);
    }

    private void rank(Statement statement, String column) {
        Statement over = new Statement();
        order(over, order, -1);
        statement.sql.append("select * from (");
        select(
                statement,
                columns + ", row_number() over (partition by " + column + over.sql + ") as place, " + column
                        + " as part",
                conditions,
                List.of(),
                -1);
        statement.sql.append(") ranked where place <= ").append(mostOfEach).append(" order by part, place");
    }

    private void skip(Statement statement) {
        if (skipped > 0) {
            statement.sql.append(" offset ").append(skipped);
        }
    }

    private String withClause() {
        if (!scoped) {
            throw new MissingScopeException();
        }
        return with == null ? "" : "with " + with + ' ';
    }

    private void select(Statement statement, String selected, List<Condition> wanted, List<Key> keys, long most) {
        statement.sql.append("select ").append(selected).append(" from ").append(from);
        statement.values.addAll(fromValues);
        String word = " where ";
        for (Condition condition : wanted) {
            statement.sql.append(word).append(condition.sql());
            statement.values.addAll(condition.values());
            word = " and ";
        }
        if (groupBy != null) {
            statement.sql.append(" group by ").append(groupBy);
        }
        order(statement, keys, most);
    }

    private static void order(Statement statement, List<Key> keys, long most) {
        String word = " order by ";
        for (Key key : keys) {
            statement.sql.append(word).append(key.expression()).append(key.descending() ? " desc" : "");
            word = ", ";
        }
        if (most >= 0) {
            statement.sql.append(" limit ").append(most);
        }
    }
}
