package org.shanyraq.crm.benchmark;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Writes many rows into one table, a megabyte at a time. */
final class Rows implements AutoCloseable {

    private static final int STRETCH = 1 << 20;

    private final JdbcOperations jdbc;
    private final String head;
    private final StringBuilder statement = new StringBuilder(STRETCH + 4096);

    /** @param columns separated by commas */
    Rows(JdbcOperations jdbc, String table, String columns) {
        this.jdbc = jdbc;
        this.head = "insert ignore into " + table + " (" + columns + ") values ";
    }

    /** Bytes, numbers, booleans, and everything else by its text. */
    void add(@Nullable Object... values) {
        statement.append(statement.isEmpty() ? head : ",");
        char before = '(';
        for (Object value : values) {
            statement.append(before);
            append(value);
            before = ',';
        }
        statement.append(')');
        if (statement.length() > STRETCH) {
            close();
        }
    }

    private void append(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            statement.append(value);
        } else if (value instanceof byte[] bytes) {
            statement.append("x'");
            statement.append(HexFormat.of().formatHex(bytes)).append('\'');
        } else {
            String text = value.toString().replace("\\", "\\\\").replace("'", "''");
            statement.append('\'').append(text).append('\'');
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        if (!statement.isEmpty()) {
            jdbc.execute(statement.toString());
            statement.setLength(0);
        }
    }
}
