package org.shanyraq.crm.shared.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.shanyraq.crm.shared.EntityId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Files in the database, a megabyte to a row, of which never more than one is in memory. They are there rather than in a folder so that
 * a file and the row that tells of it are written and removed in one transaction, whatever is killed or full: there are no orphans to sweep
 * up; so that every instance serves them; and so that a copy of the database is a copy of all there is.
 */
public final class FileChunks {

    private static final int CHUNK = 1024 * 1024;

    private final JdbcClient database;
    private final String table;
    private final String owner;

    /**
     * @param table has the columns {@code number} and {@code content}; its rows go with what they belong to
     * @param owner the column of the id of what a file belongs to
     */
    public FileChunks(JdbcClient database, String table, String owner) {
        this.database = database;
        this.table = table;
        this.owner = owner;
    }

    /** Belongs into the transaction of the row that tells of the file. */
    public void write(EntityId id, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                database.sql("insert into " + table + " (" + owner + ", number, content) values (?, ?, ?)")
                        .params(Bytes16.of(id), number++, chunk)
                        .update();
            }
        }
    }

    /** Writes the file out; returns how many bytes that were. Outside of a transaction it holds no connection while the other end is slow. */
    public long read(EntityId id, OutputStream out) throws IOException {
        long written = 0;
        for (int number = 0; ; number++) {
            Optional<byte[]> chunk = database.sql(
                            "select content from " + table + " where " + owner + " = ? and number = ?")
                    .params(Bytes16.of(id), number)
                    .query((row, index) -> row.getBytes(1))
                    .optional();
            if (chunk.isEmpty()) {
                return written;
            }
            out.write(chunk.get());
            written += chunk.get().length;
        }
    }
}
