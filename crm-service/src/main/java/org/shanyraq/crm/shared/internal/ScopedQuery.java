package org.shanyraq.crm.shared.internal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    private final String columns;
    private @Nullable String with;
    private final List<@Nullable Object> withValues = new ArrayList<>();
    private String from = "";
    private final List<@Nullable Object> fromValues = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private @Nullable String groupBy;
    private List<Key> order = List.of();
    private int limit = -1;
    private boolean scoped;

    private ScopedQuery(String columns) {
        this.columns = columns;
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

    /** Binds the table of that alias, which has no sensitivity of its own, to the missions of the scope. */
    public ScopedQuery withinMissions(@Nullable AccessScope scope, String alias) {
        if (scope == null) {
            throw new MissingScopeException();
        }
        scoped = true;
        if (scope.missions().isEmpty()) {
            return and("1 = 0");
        }
        return and(
                alias + ".mission_id in (" + marks(scope.missions().size()) + ")",
                scope.missions().stream().map(Bytes16::of).toArray());
    }

    public ScopedQuery and(String condition, @Nullable Object... bound) {
        conditions.add(condition);
        Collections.addAll(values, bound);
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
        String inner = sql("1", most > 0 ? most : -1, false);
        Long counted = bind(database.sql("select count(*) from (" + inner + ") counted"))
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
        return bind(database.sql(sql(columns, limit, true)));
    }

    private JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
        List<@Nullable Object> all = new ArrayList<>(withValues);
        all.addAll(fromValues);
        all.addAll(values);
        return statement.params(all);
    }

    private String sql(String selected, long most, boolean ordered) {
        if (!scoped) {
            throw new MissingScopeException();
        }
        StringBuilder sql = new StringBuilder();
        if (with != null) {
            sql.append("with ").append(with).append(' ');
        }
        sql.append("select ").append(selected).append(" from ").append(from);
        if (!conditions.isEmpty()) {
            sql.append(" where ").append(String.join(" and ", conditions));
        }
        if (groupBy != null) {
            sql.append(" group by ").append(groupBy);
        }
        if (ordered && !order.isEmpty()) {
            sql.append(" order by ")
                    .append(String.join(
                            ", ",
                            order.stream()
                                    .map(key -> key.expression() + (key.descending() ? " desc" : ""))
                                    .toList()));
        }
        if (most >= 0) {
            sql.append(" limit ").append(most);
        }
        return sql.toString();
    }
}
