package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Cursors;
import org.shanyraq.crm.shared.internal.FileChunks;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/**
 * The papers of imports: files, rows, what was planned and done. They are no records of the mission, hence plain tables; what
 * officers do with them is noted by {@link ImportTrail}. An import is seen by those who might see the most sensitive contact it touches
 * when it was checked, and of its rows those that speak of contacts whom they may see since then.
 */
class ImportStore {

    private static final int BATCH = 500;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final FileChunks files;
    private final Clock clock;

    ImportStore(JdbcTemplate jdbc, Clock clock) {
        this.database = JdbcClient.create(jdbc);
        this.files = new FileChunks(database, "crm_import_file_chunk", "import_id");
        this.batches = jdbc;
        this.clock = clock;
    }

    private <T> void batch(String sql, Collection<T> all, ParameterizedPreparedStatementSetter<T> values) {
        if (!all.isEmpty()) {
            batches.batchUpdate(sql, all, BATCH, values);
        }
    }

    // ---- imports

    void insert(StoredImport made, Officer officer, String hash) {
        database.sql("""
                        insert into crm_import (id, version, mission_id, created_at, changed_at, subject, file_name, file_size, file_hash,
                          workbook, sheets, state, settings, preview, remembered, officer_id, officer_name, sensitivity, row_total)
                        values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        Bytes16.of(made.id()),
                        Bytes16.of(made.mission()),
                        UtcTime.of(made.createdAt()),
                        UtcTime.of(made.createdAt()),
                        made.subject().name(),
                        made.fileName(),
                        made.fileSize(),
                        hash,
                        made.workbook(),
                        JsonText.write(made.sheets()),
                        made.state().name(),
                        JsonText.write(made.settings()),
                        JsonText.write(made.columns()),
                        made.remembered(),
                        Bytes16.of(officer.id()),
                        officer.name(),
                        officer.clearance().level(),
                        made.total()))
                .update();
    }

    Optional<StoredImport> find(ImportId id, AccessScope scope) {
        return query(scope).and("i.id = ?", Bytes16.of(id)).optional(database, (row, index) -> read(row));
    }

    Slice<StoredImport> list(AccessScope scope, Paging paging) {
        return query(scope)
                .orderBy(Key.descending("i.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> read(row),
                        one -> List.of(ScopedQuery.hex(one.id().value())));
    }

    private static ScopedQuery query(AccessScope scope) {
        return ScopedQuery.select("i.*").from("crm_import i").within(scope, "i");
    }

    private static StoredImport read(ResultSet row) throws SQLException {
        byte[] job = row.getBytes("job_id");
        long total = row.getLong("row_total");
        Long knownTotal = row.wasNull() ? null : total;
        return new StoredImport(
                new ImportId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                ImportSubject.valueOf(row.getString("subject")),
                row.getString("file_name"),
                row.getLong("file_size"),
                row.getBoolean("workbook"),
                JsonText.readStrings(row.getString("sheets")),
                ImportState.valueOf(row.getString("state")),
                JsonText.read(row.getString("settings"), ImportSettings.class),
                JsonText.read(row.getString("preview"), new TypeReference<List<ImportView.Column>>() {}),
                row.getBoolean("remembered"),
                job == null ? null : new JobId(Bytes16.uuid(job)),
                row.getString("officer_name"),
                UtcTime.instant(row, "created_at"),
                knownTotal,
                Sensitivity.ofLevel(row.getInt("highest")));
    }

    /**
     * The job that had it under way has ended before its time, so that others may go on with it. Asks for no scope: whoever began
     * may have lost it meanwhile, and the import must not stay as it is for good.
     *
     * @return the import as it was; empty when it was not in that state
     */
    Optional<StoredImport> stopped(ImportId id, ImportState from, ImportState to) {
        Optional<StoredImport> before = database.sql("select * from crm_import where id = ? and state = ? for update")
                .params(Bytes16.of(id), from.name())
                .query((row, index) -> read(row))
                .optional();
        before.ifPresent(one -> moved(id, EnumSet.of(from), to));
        return before;
    }

    /** Takes the import from that version to the next one, in that state. Returns false when it is not at that version any more. */
    boolean move(ImportId id, long version, ImportState to) {
        return database.sql(
                                "update crm_import set state = ?, changed_at = ?, version = version + 1 where id = ? and version = ?")
                        .params(to.name(), UtcTime.of(clock.instant()), Bytes16.of(id), version)
                        .update()
                == 1;
    }

    /** @throws ConflictException when it is in none of these states */
    void move(ImportId id, Collection<ImportState> from, ImportState to) {
        if (!moved(id, from, to)) {
            throw new ConflictException("crm.exchange.error.state");
        }
    }

    private boolean moved(ImportId id, Collection<ImportState> from, ImportState to) {
        List<Object> values = new ArrayList<>(List.of(to.name(), UtcTime.of(clock.instant()), Bytes16.of(id)));
        from.forEach(state -> values.add(state.name()));
        return database.sql(
                                "update crm_import set state = ?, changed_at = ?, version = version + 1 where id = ? and state in ("
                                        + ScopedQuery.marks(from.size()) + ")")
                        .params(values)
                        .update()
                == 1;
    }

    void job(ImportId id, JobId job) {
        database.sql("update crm_import set job_id = ? where id = ?")
                .params(Bytes16.of(job), Bytes16.of(id))
                .update();
    }

    /** Returns false when it is not at that version any more. */
    boolean configure(
            ImportId id, long version, ImportSettings settings, List<ImportView.Column> columns, boolean remembered) {
        return database.sql("""
                                update crm_import set settings = ?, preview = ?, remembered = ?, state = 'UPLOADED', changed_at = ?,
                                  version = version + 1
                                where id = ? and version = ?""")
                        .params(Values.of(
                                JsonText.write(settings),
                                JsonText.write(columns),
                                remembered,
                                UtcTime.of(clock.instant()),
                                Bytes16.of(id),
                                version))
                        .update()
                == 1;
    }

    /** While it is not known of whom an import speaks, only those see it who see no less than the officer who reads it. */
    void hideUpTo(ImportId id, Sensitivity clearance) {
        database.sql("update crm_import set sensitivity = greatest(sensitivity, ?) where id = ?")
                .params(clearance.level(), Bytes16.of(id))
                .update();
    }

    /** Which import, and whose. */
    record Reference(ImportId id, MissionId mission) {}

    /** How sensitive the import is, with all that its rows ever spoke of. */
    Sensitivity everSpokenOf(ImportId id) {
        return database.sql("""
                        select greatest(i.sensitivity, i.highest, coalesce(
                          (select max(r.sensitivity) from crm_import_row r where r.import_id = i.id), 0)) as level
                        from crm_import i where i.id = ?""")
                .param(Bytes16.of(id))
                .query((row, index) -> Sensitivity.ofLevel(row.getInt("level")))
                .single();
    }

    /** How sensitive the most sensitive contact is that the import touches, or touched when it was checked before. */
    void sensitivity(ImportId id) {
        database.sql("""
                        update crm_import set sensitivity = greatest(highest, coalesce(
                          (select max(r.sensitivity) from crm_import_row r where r.import_id = crm_import.id), 0))
                        where id = ?""").param(Bytes16.of(id)).update();
    }

    /** The latest import of the mission with the same content before this one, as far as the scope reaches. */
    Optional<ImportView.Earlier> sameFile(ImportId id, AccessScope scope) {
        return ScopedQuery.select("e.id, e.officer_name, e.created_at")
                .from("crm_import i join crm_import e on e.mission_id = i.mission_id and e.subject = i.subject"
                        + " and e.file_hash = i.file_hash and e.id < i.id")
                .within(scope, "e")
                .and("i.id = ?", Bytes16.of(id))
                .orderBy(Key.descending("e.id"))
                .limit(1)
                .optional(
                        database,
                        (row, index) -> new ImportView.Earlier(
                                new ImportId(Bytes16.uuid(row, "id")),
                                row.getString("officer_name"),
                                UtcTime.instant(row, "created_at")));
    }

    /** Makes the place where the imports of the mission wait for their turn, see {@link #takeTurn}. */
    void prepareTurns(MissionId mission) {
        database.sql("insert ignore into crm_import_turn (mission_id) values (?)")
                .param(Bytes16.of(mission))
                .update();
    }

    /**
     * Waits until no other import of the mission writes, and keeps others waiting until the transaction ends. To be called first
     * in it, so that all reads see what the others wrote.
     */
    void takeTurn(MissionId mission) {
        database.sql("select mission_id from crm_import_turn where mission_id = ? for update")
                .param(Bytes16.of(mission))
                .query((row, index) -> index)
                .list();
    }

    /** Whether a row of that import made or changed the record. */
    boolean isTouched(ImportId id, UUID record) {
        return database.sql(
                        "select 1 from crm_import_row where import_id = ? and state = 'APPLIED' and record_id = ? limit 1")
                .params(Bytes16.of(id), Bytes16.of(record))
                .query((row, index) -> true)
                .optional()
                .isPresent();
    }

    void total(ImportId id, long rows) {
        database.sql("update crm_import set row_total = ? where id = ?")
                .params(rows, Bytes16.of(id))
                .update();
    }

    /** What a check has found out about the columns. */
    void columns(ImportId id, List<ImportView.Column> columns) {
        database.sql("update crm_import set preview = ? where id = ?")
                .params(JsonText.write(columns), Bytes16.of(id))
                .update();
    }

    /** Returns false when it is not at that version any more. */
    boolean delete(ImportId id, long version) {
        return database.sql("delete from crm_import where id = ? and version = ?")
                        .params(Bytes16.of(id), version)
                        .update()
                == 1;
    }

    // ---- files

    void writeFile(ImportId id, Path file) throws IOException {
        files.write(id, file);
    }

    void readFile(ImportId id, OutputStream out) throws IOException {
        files.read(id, out);
    }

    // ---- rows

    /** Removes the rows, and keeps how sensitive the most sensitive of them ever was. Returns that. */
    Sensitivity deleteRows(ImportId id) {
        database.sql("""
                        update crm_import set highest = greatest(highest, coalesce(
                          (select max(r.sensitivity) from crm_import_row r where r.import_id = crm_import.id), 0))
                        where id = ?""").param(Bytes16.of(id)).update();
        for (String table : List.of("crm_import_key", "crm_import_row_contact", "crm_import_row")) {
            database.sql("delete from " + table + " where import_id = ?")
                    .param(Bytes16.of(id))
                    .update();
        }
        return database.sql("select highest from crm_import where id = ?")
                .param(Bytes16.of(id))
                .query((row, index) -> Sensitivity.ofLevel(row.getInt("highest")))
                .single();
    }

    /** Adds rows of the file; those that are there already stay as they are, so that a reading cut short may be done again. */
    void stage(ImportId id, List<RawRow> rows) {
        batch("""
                insert into crm_import_row (import_id, number, cells, label, outcome, state, changes, errors, notices, sensitivity)
                values (?, ?, ?, '', null, 'PLANNED', '[]', ?, ?, 0)
                on duplicate key update number = number""", rows, (statement, row) -> {
            statement.setBytes(1, Bytes16.of(id));
            statement.setLong(2, row.number());
            statement.setString(3, JsonText.write(row.cells()));
            statement.setString(4, JsonText.write(row.errors()));
            statement.setString(5, JsonText.write(first(row.notices())));
        });
    }

    private static List<Violation> first(List<Violation> notices) {
        return notices.size() <= 10 ? notices : notices.subList(0, 10);
    }

    /** The rows after {@code after} that fit the condition, in the order of the file. */
    List<StoredRow> rows(ImportId id, String condition, long after, int most) {
        return database.sql("select * from crm_import_row where import_id = ? and number > ? and " + condition
                        + " order by number limit " + most)
                .params(Bytes16.of(id), after)
                .query((row, index) -> readRow(row))
                .list();
    }

    /** The rows before {@code before} that were applied, last first. */
    List<StoredRow> appliedBefore(ImportId id, long before, int most) {
        return database.sql("select * from crm_import_row where import_id = ? and number < ? and state = 'APPLIED'"
                        + " order by number desc limit " + most)
                .params(Bytes16.of(id), before)
                .query((row, index) -> readRow(row))
                .list();
    }

    Optional<StoredRow> row(ImportId id, long number) {
        return database.sql("select * from crm_import_row where import_id = ? and number = ?")
                .params(Bytes16.of(id), number)
                .query((row, index) -> readRow(row))
                .optional();
    }

    Slice<ImportRow> page(
            ImportId id, AccessScope scope, @Nullable RowOutcome outcome, @Nullable RowState state, Paging paging) {
        List<Object> values =
                new ArrayList<>(List.of(Bytes16.of(id), scope.clearance().level()));
        StringBuilder condition = new StringBuilder();
        if (outcome != null) {
            condition.append(" and outcome = ?");
            values.add(outcome.name());
        }
        if (state != null) {
            condition.append(" and state = ?");
            values.add(state.name());
        }
        if (paging.cursor() != null) {
            condition.append(" and number > ?");
            values.add(Cursors.decode(paging.cursor(), 1).get(0));
        }
        List<ImportRow> rows = database.sql(
                        "select * from crm_import_row where import_id = ? and outcome is not null and sensitivity <= ?"
                                + condition + " order by number limit " + (paging.size() + 1))
                .params(values)
                .query((row, index) -> readRow(row).view())
                .list();
        if (rows.size() <= paging.size()) {
            return new Slice<>(rows, null);
        }
        List<ImportRow> some = rows.subList(0, paging.size());
        return new Slice<>(
                some,
                Cursors.encode(List.of(Long.toString(some.get(some.size() - 1).number()))));
    }

    /** How many rows in that state the scope reaches. */
    long count(ImportId id, AccessScope scope, RowState state) {
        Long counted = database.sql(
                        "select count(*) from crm_import_row where import_id = ? and state = ? and sensitivity <= ?")
                .params(Bytes16.of(id), state.name(), scope.clearance().level())
                .query(Long.class)
                .single();
        return counted == null ? 0 : counted;
    }

    /**
     * How many rows there are that the scope reaches.
     *
     * @param hides whether there are others
     */
    record Counts(Map<RowOutcome, Long> outcomes, Map<RowState, Long> states, boolean hides) {

        static final Counts NONE = new Counts(Map.of(), Map.of(), false);
    }

    Counts counts(ImportId id, AccessScope scope) {
        Map<RowOutcome, Long> outcomes = new EnumMap<>(RowOutcome.class);
        Map<RowState, Long> states = new EnumMap<>(RowState.class);
        List<Long> hidden = database.sql("""
                        select outcome, state, sum(sensitivity <= ?) shown, count(*) n from crm_import_row
                        where import_id = ? and outcome is not null group by outcome, state""")
                .params(scope.clearance().level(), Bytes16.of(id))
                .query((row, index) -> {
                    long shown = row.getLong("shown");
                    if (shown > 0) {
                        outcomes.merge(RowOutcome.valueOf(row.getString("outcome")), shown, Long::sum);
                        states.merge(RowState.valueOf(row.getString("state")), shown, Long::sum);
                    }
                    return row.getLong("n") - shown;
                })
                .list();
        return new Counts(outcomes, states, hidden.stream().anyMatch(rows -> rows > 0));
    }

    /** What the check found of a row. */
    record Checked(long number, Plan plan) {}

    /** Notes what was found, and by which keys later rows find those that leave a record. */
    void checked(ImportId id, List<Checked> rows) {
        List<Spoken> spoken = rows.stream()
                .flatMap(row -> Spoken.of(row.number(), row.plan().contacts()))
                .toList();
        awaitChanges(spoken);
        batch("""
                update crm_import_row set label = ?, outcome = ?, record_id = ?, changes = ?, errors = ?, notices = ?, planned = ?,
                  candidate_id = ?, candidate_name = ?, score = ?, same_as = ?, sensitivity = ?
                where import_id = ? and number = ?""", rows, (statement, row) -> {
            Plan plan = row.plan();
            statement.setString(1, cut(plan.label(), 250));
            statement.setString(2, plan.outcome().name());
            statement.setBytes(3, bytes(plan.record()));
            statement.setString(4, JsonText.write(plan.changes()));
            statement.setString(5, JsonText.write(plan.errors()));
            statement.setString(6, JsonText.write(first(plan.notices())));
            statement.setString(7, plan.planned() == null ? null : JsonText.write(plan.planned()));
            statement.setBytes(8, bytes(plan.candidate()));
            statement.setString(9, plan.candidateName() == null ? null : cut(plan.candidateName(), 300));
            statement.setObject(10, plan.score());
            statement.setObject(11, plan.sameAs());
            statement.setInt(12, plan.sensitivity().level());
            statement.setBytes(13, Bytes16.of(id));
            statement.setLong(14, row.number());
        });
        speakOf(id, spoken);
        addKeys(id, rows.stream().filter(row -> row.plan().planned() != null).toList());
    }

    private static byte @Nullable [] bytes(@Nullable UUID id) {
        return id == null ? null : Bytes16.of(id);
    }

    /** What a row would do when it was planned again, before anything was done. */
    record Touched(StoredRow row, Plan plan) {}

    /**
     * What became of a row.
     *
     * @param why it failed or was kept, or what else is to be said; null for nothing
     * @param record what it was applied to; null when there was nothing to do
     * @param journal null when it was not applied
     */
    record Done(
            StoredRow row,
            RowState state,
            @Nullable Violation why,
            @Nullable UUID record,
            @Nullable Journal journal) {

        static Done of(StoredRow row, RowState state, @Nullable Violation why) {
            return new Done(row, state, why, null, null);
        }

        static Done applied(StoredRow row, @Nullable UUID record, Journal journal) {
            return new Done(row, RowState.APPLIED, null, record, journal);
        }

        private boolean isApplied() {
            return journal != null;
        }

        private List<Journal.Entry> entries() {
            return journal == null ? List.of() : journal.entries();
        }

        private String errors() {
            List<Violation> errors = new ArrayList<>(row.errors());
            if (why != null) {
                errors.add(why);
            }
            return JsonText.write(errors);
        }
    }

    /**
     * Notes what became of rows, and of whom they speak beside those of whom they speak already: by what they would have done now,
     * and whom they registered.
     */
    void applied(ImportId id, List<Touched> touched, List<Done> done) {
        List<Spoken> spoken = new ArrayList<>();
        touched.forEach(
                one -> Spoken.of(one.row().number(), one.plan().contacts()).forEach(spoken::add));
        for (Done one : done) {
            List<UUID> made = one.entries().stream()
                    .filter(entry -> entry.act() == Journal.Act.CONTACT_REGISTERED)
                    .map(Journal.Entry::id)
                    .toList();
            Spoken.of(one.row().number(), made).forEach(spoken::add);
        }
        awaitChanges(spoken);
        batch(
                "update crm_import_row set sensitivity = greatest(sensitivity, ?) where import_id = ? and number = ?",
                touched.stream()
                        .filter(one ->
                                !one.plan().sensitivity().isWithin(one.row().sensitivity()))
                        .toList(),
                (statement, one) -> {
                    statement.setInt(1, one.plan().sensitivity().level());
                    statement.setBytes(2, Bytes16.of(id));
                    statement.setLong(3, one.row().number());
                });
        batch(
                "update crm_import_row set state = 'APPLIED', record_id = ?, journal = ? where import_id = ? and number = ?",
                done.stream().filter(Done::isApplied).toList(),
                (statement, one) -> {
                    statement.setBytes(1, bytes(one.record()));
                    statement.setString(2, JsonText.write(one.entries()));
                    statement.setBytes(3, Bytes16.of(id));
                    statement.setLong(4, one.row().number());
                });
        became(id, done.stream().filter(one -> !one.isApplied()).toList());
        speakOf(id, spoken);
    }

    private void became(ImportId id, List<Done> rows) {
        batch(
                "update crm_import_row set state = ?, errors = ? where import_id = ? and number = ?",
                rows,
                (statement, one) -> {
                    statement.setString(1, one.state().name());
                    statement.setString(2, one.errors());
                    statement.setBytes(3, Bytes16.of(id));
                    statement.setLong(4, one.row().number());
                });
    }

    void became(ImportId id, StoredRow row, RowState state, @Nullable Violation why) {
        became(id, List.of(Done.of(row, state, why)));
    }

    private record Spoken(long number, UUID contact) {

        static Stream<Spoken> of(long number, Collection<UUID> contacts) {
            return contacts.stream().map(contact -> new Spoken(number, contact));
        }
    }

    /**
     * Waits for whoever is changing one of the contacts, and keeps them as they are until the transaction ends. To be called before
     * anything is noted of rows: whoever makes a contact more sensitive comes to the rows after the contact, too.
     */
    private void awaitChanges(List<Spoken> spoken) {
        List<UUID> contacts =
                spoken.stream().map(Spoken::contact).distinct().sorted().toList();
        for (List<UUID> some : Portions.of(contacts, BATCH)) {
            database.sql("select sensitivity from crm_contact where id in (" + ScopedQuery.marks(some.size())
                            + ") order by id lock in share mode")
                    .params(some.stream()
                            .map(contact -> (Object) Bytes16.of(contact))
                            .toList())
                    .query((row, index) -> index)
                    .list();
        }
    }

    /** Notes of whom the rows speak, and makes them at least as sensitive as those are now. */
    private void speakOf(ImportId id, List<Spoken> all) {
        batch(
                "insert ignore into crm_import_row_contact (import_id, number, contact_id) values (?, ?, ?)",
                all,
                (statement, spoken) -> {
                    statement.setBytes(1, Bytes16.of(id));
                    statement.setLong(2, spoken.number());
                    statement.setBytes(3, Bytes16.of(spoken.contact()));
                });
        LongSummaryStatistics numbers = all.stream().mapToLong(Spoken::number).summaryStatistics();
        byte[] which = Bytes16.of(id);
        if (numbers.getCount() > 0
                && hide("t.import_id = ? and t.number between ? and ?", which, numbers.getMin(), numbers.getMax())) {
            hideThoseThatMeanTheSame("r.import_id = ?", which);
        }
    }

    /** The imports with rows that speak of the contact, as long as neither they nor any of their rows are as sensitive as it is now. */
    List<Reference> moreOpenThan(ContactId contact) {
        return database
                .sql("select distinct i.id, i.mission_id, c.sensitivity from crm_import_row_contact t"
                        + " join crm_contact c on c.id = t.contact_id join crm_import i on i.id = t.import_id"
                        + " where t.contact_id = ? and greatest(i.sensitivity, i.highest) < c.sensitivity")
                .param(Bytes16.of(contact))
                .query((row, index) -> Map.entry(
                        new Reference(
                                new ImportId(Bytes16.uuid(row, "id")), new MissionId(Bytes16.uuid(row, "mission_id"))),
                        row.getInt("sensitivity")))
                .list()
                .stream()
                .filter(one -> !hasRowFrom(one.getKey().id(), one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean hasRowFrom(ImportId id, int level) {
        return database.sql("select 1 from crm_import_row where import_id = ? and sensitivity >= ? limit 1")
                .params(Bytes16.of(id), level)
                .query((row, index) -> true)
                .optional()
                .isPresent();
    }

    /** Makes the rows of all imports that speak of the contact at least as sensitive as it is now. */
    void hideWith(ContactId contact) {
        byte[] who = Bytes16.of(contact);
        if (hide("t.contact_id = ?", who)) {
            hideThoseThatMeanTheSame(
                    "r.import_id in (select t.import_id from crm_import_row_contact t where t.contact_id = ?)", who);
        }
    }

    /**
     * Makes the rows of the import at least as sensitive as the contacts are now of whom they speak: it waits for whoever is
     * changing one, and whoever changes one later finds the rows.
     */
    void hideRows(ImportId id) {
        byte[] which = Bytes16.of(id);
        hide("t.import_id = ?", which);
        hideThoseThatMeanTheSame("r.import_id = ?", which);
    }

    private boolean hide(String condition, Object... values) {
        return database.sql("update crm_import_row_contact t join crm_contact c on c.id = t.contact_id"
                                + " join crm_import_row r on r.import_id = t.import_id and r.number = t.number"
                                + " set r.sensitivity = c.sensitivity where r.sensitivity < c.sensitivity and "
                                + condition)
                        .params(values)
                        .update()
                > 0;
    }

    /** A row that means the same as an earlier one shows what that one says. */
    private void hideThoseThatMeanTheSame(String condition, byte[] value) {
        int hidden;
        do {
            hidden = database.sql("update crm_import_row r join crm_import_row e"
                            + " on e.import_id = r.import_id and e.number = r.same_as"
                            + " set r.sensitivity = e.sensitivity where r.sensitivity < e.sensitivity and "
                            + condition)
                    .param(value)
                    .update();
        } while (hidden > 0);
    }

    /** Sets the decision of one row, or of all undecided ones for null, as far as the scope reaches. Returns how many rows that were. */
    int decide(ImportId id, AccessScope scope, @Nullable Long number, RowDecision decision) {
        List<Object> values = new ArrayList<>(
                List.of(decision.name(), Bytes16.of(id), scope.clearance().level()));
        if (number != null) {
            values.add(number);
        }
        return database.sql(
                        "update crm_import_row set decision = ? where import_id = ? and outcome = 'DUPLICATE_SUSPECTED'"
                                + " and state = 'PLANNED' and sensitivity <= ?"
                                + (number == null ? " and decision is null" : " and number = ?"))
                .params(values)
                .update();
    }

    /** The rows that may be duplicates and are not decided yet, as far as the scope reaches. They stay so until the transaction ends. */
    List<Long> undecided(ImportId id, AccessScope scope) {
        return database.sql("select number from crm_import_row where import_id = ? and outcome = 'DUPLICATE_SUSPECTED'"
                        + " and state = 'PLANNED' and sensitivity <= ? and decision is null order by number for update")
                .params(Bytes16.of(id), scope.clearance().level())
                .query(Long.class)
                .list();
    }

    private static StoredRow readRow(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        String decision = row.getString("decision");
        return new StoredRow(
                row.getLong("number"),
                JsonText.readStrings(row.getString("cells")),
                row.getString("label"),
                outcome == null ? null : RowOutcome.valueOf(outcome),
                RowState.valueOf(row.getString("state")),
                Bytes16.uuidOrNull(row, "record_id"),
                JsonText.read(row.getString("changes"), new TypeReference<List<FieldChange>>() {}),
                JsonText.read(row.getString("errors"), new TypeReference<List<Violation>>() {}),
                JsonText.read(row.getString("notices"), new TypeReference<List<Violation>>() {}),
                row.getString("planned"),
                Bytes16.uuidOrNull(row, "candidate_id"),
                row.getString("candidate_name"),
                row.getObject("score") == null ? null : row.getInt("score"),
                row.getObject("same_as") == null ? null : row.getLong("same_as"),
                decision == null ? null : RowDecision.valueOf(decision),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                row.getString("journal"));
    }

    // ---- keys: which rows of one file mean the same

    /** The first row that has each of the keys; keys that no row has are missing. */
    Map<String, Long> rowsByKey(ImportId id, Collection<String> keys) {
        Map<String, Long> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        Map<String, String> byHash = new HashMap<>();
        List<Object> values = new ArrayList<>();
        values.add(Bytes16.of(id));
        for (String key : keys) {
            byte[] hash = keyHash(key);
            byHash.put(ScopedQuery.hex(hash), key);
            values.add(hash);
        }
        database.sql("select key_hash, min(number) n from crm_import_key where import_id = ? and key_hash in ("
                        + ScopedQuery.marks(values.size() - 1) + ") group by key_hash")
                .params(values)
                .query((row, index) -> {
                    String key = byHash.get(ScopedQuery.hex(row.getBytes("key_hash")));
                    if (key != null) {
                        found.put(key, row.getLong("n"));
                    }
                    return index;
                })
                .list();
        return found;
    }

    /** So much of the hash tells the keys of one file apart. */
    private static byte[] keyHash(String key) {
        return Arrays.copyOf(Sha256.of(key), 16);
    }

    private record RowKey(long number, String key) {}

    private void addKeys(ImportId id, List<Checked> rows) {
        batch(
                "insert ignore into crm_import_key (import_id, key_hash, number) values (?, ?, ?)",
                rows.stream()
                        .flatMap(row -> row.plan().keys().stream().map(key -> new RowKey(row.number(), key)))
                        .toList(),
                (statement, one) -> {
                    statement.setBytes(1, Bytes16.of(id));
                    statement.setBytes(2, keyHash(one.key()));
                    statement.setLong(3, one.number());
                });
    }

    // ---- remembered mappings

    Optional<ImportSettings> remembered(MissionId mission, ImportSubject subject, String signature) {
        return database.sql(
                        "select settings from crm_import_mapping where mission_id = ? and subject = ? and signature = ?")
                .params(Bytes16.of(mission), subject.name(), signature)
                .query(String.class)
                .optional()
                .map(json -> JsonText.read(json, ImportSettings.class));
    }

    void remember(MissionId mission, ImportSubject subject, String signature, ImportSettings settings) {
        database.sql("""
                        insert into crm_import_mapping (mission_id, subject, signature, settings, changed_at) values (?, ?, ?, ?, ?)
                        on duplicate key update settings = values(settings), changed_at = values(changed_at)""")
                .params(
                        Bytes16.of(mission),
                        subject.name(),
                        signature,
                        JsonText.write(settings),
                        UtcTime.of(clock.instant()))
                .update();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
