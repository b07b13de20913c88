package org.shanyraq.crm.interaction.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.interaction.InteractionFile;
import org.shanyraq.crm.interaction.InteractionFileId;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and keeps what is known of files of interactions: of those that lie within a scope. */
class InteractionFileReader {

    /** Kind of record in the audit trail. */
    static final String KIND = "interaction-file";

    private final JdbcClient database;

    InteractionFileReader(JdbcClient database) {
        this.database = database;
    }

    /** What of an interaction decides about its files. */
    record Whole(
            MissionId mission,
            Sensitivity sensitivity,
            @Nullable UUID readersOf,
            boolean archived) {}

    Optional<Whole> whole(InteractionId interaction, AccessScope scope) {
        return ScopedQuery.select("i.mission_id, i.sensitivity, i.readers_of, i.archived")
                .from("crm_interaction i")
                .withinReaders(scope, "i")
                .and("i.id = ?", Bytes16.of(interaction))
                .optional(
                        database,
                        (row, index) -> new Whole(
                                new MissionId(Bytes16.uuid(row, "mission_id")),
                                Sensitivity.ofLevel(row.getInt("sensitivity")),
                                Bytes16.uuidOrNull(row, "readers_of"),
                                row.getBoolean("archived")));
    }

    List<InteractionFile> list(InteractionId interaction, AccessScope scope) {
        return of(interaction, scope).orderBy(Key.ascending("f.id")).list(database, (row, index) -> read(row));
    }

    Optional<InteractionFile> find(InteractionId interaction, InteractionFileId id, AccessScope scope) {
        return of(interaction, scope).and("f.id = ?", Bytes16.of(id)).optional(database, (row, index) -> read(row));
    }

    private static ScopedQuery of(InteractionId interaction, AccessScope scope) {
        return ScopedQuery.select("f.*")
                .from("crm_interaction_file f join crm_interaction i on i.id = f.interaction_id")
                .withinReaders(scope, "i")
                .and("f.interaction_id = ?", Bytes16.of(interaction));
    }

    private static InteractionFile read(ResultSet row) throws SQLException {
        return new InteractionFile(
                new InteractionFileId(Bytes16.uuid(row, "id")),
                new InteractionId(Bytes16.uuid(row, "interaction_id")),
                row.getString("file_name"),
                AttachmentType.valueOf(row.getString("file_type")),
                row.getLong("file_size"),
                row.getString("file_hash"),
                UtcTime.instant(row, "created_at"));
    }

    /** How many files an interaction has, and how many bytes they have together. */
    record Taken(long files, long bytes) {}

    /** To be asked before one is kept; whoever else attaches one to the interaction waits until the end of the transaction. */
    Taken taken(InteractionId interaction) {
        database.sql("select id from crm_interaction where id = ? for update")
                .param(Bytes16.of(interaction))
                .query((row, index) -> true)
                .single();
        return database.sql("""
                        select count(*) as files, coalesce(sum(file_size), 0) as bytes from crm_interaction_file
                        where interaction_id = ? lock in share mode""")
                .param(Bytes16.of(interaction))
                .query((row, index) -> new Taken(row.getLong("files"), row.getLong("bytes")))
                .single();
    }

    void keep(InteractionFile file) {
        database.sql("""
                        insert into crm_interaction_file (id, interaction_id, file_name, file_type, file_size, file_hash, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Bytes16.of(file.id()),
                        Bytes16.of(file.interaction()),
                        file.fileName(),
                        file.type().name(),
                        file.size(),
                        file.sha256(),
                        UtcTime.of(file.createdAt()))
                .update();
    }

    /** @return whether it was still there */
    boolean remove(InteractionFileId id) {
        return database.sql("delete from crm_interaction_file where id = ?")
                        .param(Bytes16.of(id))
                        .update()
                > 0;
    }
}
