package org.shanyraq.crm.shared.internal;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.EntityId;

/** Ids as they stand in BINARY(16) columns: big endian, so that they order as the ids do. */
public final class Bytes16 {

    private Bytes16() {}

    public static byte[] of(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static byte[] of(EntityId id) {
        return of(id.value());
    }

    public static List<byte[]> of(Collection<? extends EntityId> ids) {
        return ids.stream().map(Bytes16::of).toList();
    }

    public static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** @throws SQLException also when the column is null */
    public static UUID uuid(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        if (bytes == null) {
            throw new SQLException("no id in column " + column);
        }
        return uuid(bytes);
    }

    public static @Nullable UUID uuidOrNull(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : uuid(bytes);
    }
}
