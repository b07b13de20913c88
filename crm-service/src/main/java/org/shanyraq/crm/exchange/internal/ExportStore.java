package org.shanyraq.crm.exchange.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.exchange.ExportId;
import org.shanyraq.crm.exchange.ExportState;
import org.shanyraq.crm.exchange.ExportView;
import org.shanyraq.crm.exchange.Exports;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/**
 * Exports and the rows that they gathered, part by part. What is kept longer than promised is removed every night, and whenever
 * somebody asks for an export.
 */
class ExportStore {

    private final JdbcClient database;
    private final Clock clock;

    ExportStore(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void removeExpired() {
        database.sql("delete from crm_export where expires_at <= ?")
                .param(UtcTime.of(clock.instant()))
                .update();
    }

    /** @throws DuplicateKeyException when another export of that officer is being prepared */
    void insert(StoredExport made, OfficerId officer, Set<MissionId> missions) {
        database.sql("""
                        insert into crm_export (id, mission_id, officer_id, running_for, created_at, expires_at, list, format, language,
                          filter, missions, state, row_count, row_limit, sensitivity)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0)""")
                .params(Values.of(
                        Bytes16.of(made.id()),
                        Bytes16.of(made.mission()),
                        Bytes16.of(officer),
                        Bytes16.of(officer),
                        UtcTime.of(made.createdAt()),
                        UtcTime.of(made.expiresAt()),
                        made.list().name(),
                        made.format().name(),
                        made.language(),
                        made.filter(),
                        JsonText.write(missions.stream()
                                .map(MissionId::toString)
                                .sorted()
                                .toList()),
                        made.state().name(),
                        made.limit()))
                .update();
    }

    void job(ExportId id, JobId job) {
        database.sql("update crm_export set job_id = ? where id = ?")
                .params(Bytes16.of(job), Bytes16.of(id))
                .update();
    }

    /**
     * One that the officer asked for, when all that it may hold is still within the scope: the missions as they were then, and
     * the most sensitive row.
     */
    Optional<StoredExport> find(ExportId id, OfficerId officer, AccessScope scope) {
        return own(officer, scope)
                .and("e.id = ? and e.expires_at > ?", Bytes16.of(id), UtcTime.of(clock.instant()))
                .optional(database, (row, index) -> readWithin(row, scope))
                .flatMap(found -> found);
    }

    /** The one of the officer that is being prepared. */
    Optional<StoredExport> running(OfficerId officer, AccessScope scope) {
        return own(officer, scope)
                .and("e.running_for = ?", Bytes16.of(officer))
                .optional(database, (row, index) -> readWithin(row, scope))
                .flatMap(found -> found);
    }

    private static ScopedQuery own(OfficerId officer, AccessScope scope) {
        return ScopedQuery.select("e.*")
                .from("crm_export e")
                .within(scope, "e")
                .and("e.officer_id = ?", Bytes16.of(officer));
    }

    private static Optional<StoredExport> readWithin(ResultSet row, AccessScope scope) throws SQLException {
        boolean all = JsonText.readStrings(row.getString("missions")).stream()
                .map(MissionId::of)
                .allMatch(scope.missions()::contains);
        return all ? Optional.of(read(row)) : Optional.empty();
    }

    private static StoredExport read(ResultSet row) throws SQLException {
        byte[] job = row.getBytes("job_id");
        return new StoredExport(
                new ExportId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                UtcTime.instant(row, "created_at"),
                UtcTime.instant(row, "expires_at"),
                ExportView.List.valueOf(row.getString("list")),
                Exports.Format.valueOf(row.getString("format")),
                row.getString("language"),
                row.getString("filter"),
                ExportState.valueOf(row.getString("state")),
                row.getLong("row_count"),
                row.getLong("row_limit"),
                row.getString("next_cursor"),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                job == null ? null : new JobId(Bytes16.uuid(job)));
    }

    /** Adds the next part; its rows are counted, and its sensitivity becomes that of the export when it is higher. */
    void add(ExportId id, int number, List<List<String>> rows, Sensitivity highest, @Nullable String nextCursor) {
        database.sql("insert into crm_export_part (export_id, number, content) values (?, ?, ?)")
                .params(Bytes16.of(id), number, packed(rows))
                .update();
        database.sql("""
                        update crm_export set row_count = row_count + ?, sensitivity = greatest(sensitivity, ?), next_cursor = ?
                        where id = ?""")
                .params(Values.of(rows.size(), highest.level(), nextCursor, Bytes16.of(id)))
                .update();
    }

    void finish(ExportId id, ExportState state) {
        database.sql("update crm_export set state = ?, running_for = null, next_cursor = null where id = ?")
                .params(state.name(), Bytes16.of(id))
                .update();
    }

    void removeParts(ExportId id) {
        database.sql("delete from crm_export_part where export_id = ?")
                .param(Bytes16.of(id))
                .update();
    }

    /** The rows of that part; empty when there is none. */
    Optional<List<List<String>>> part(ExportId id, int number) {
        return database.sql("select content from crm_export_part where export_id = ? and number = ?")
                .params(Bytes16.of(id), number)
                .query((row, index) -> unpacked(row.getBytes("content")))
                .optional();
    }

    private static byte[] packed(List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(JsonText.write(rows).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<List<String>> unpacked(byte[] content) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return JsonText.read(
                    new String(packed.readAllBytes(), StandardCharsets.UTF_8),
                    new TypeReference<List<List<String>>>() {});
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
