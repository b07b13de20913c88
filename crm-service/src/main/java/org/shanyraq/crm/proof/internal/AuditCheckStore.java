package org.shanyraq.crm.proof.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.proof.AuditCheckId;
import org.shanyraq.crm.proof.AuditCheckState;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks, and how far they got in each chain. */
class AuditCheckStore {

    private final JdbcClient database;
    private final Clock clock;

    AuditCheckStore(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @throws DuplicateKeyException when another check of that officer runs */
    void insert(AuditCheckId id, MissionId mission, OfficerId officer) {
        database.sql("""
                        insert into crm_audit_check (id, mission_id, officer_id, running_for, created_at, state)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        Bytes16.of(id),
                        Bytes16.of(mission),
                        Bytes16.of(officer),
                        Bytes16.of(officer),
                        UtcTime.of(clock.instant()),
                        AuditCheckState.CHECKING.name()))
                .update();
    }

    void insert(AuditCheckId id, ChainHead end, @Nullable ChainHead noted) {
        ChainHead beginning = ChainHead.beginning(end.mission());
        database.sql("""
                        insert into crm_audit_check_chain (check_id, mission_id, length, head, noted_length, noted_head, checked,
                          checked_head, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        Bytes16.of(id),
                        Bytes16.of(end.mission()),
                        end.length(),
                        bytes(end),
                        noted == null ? null : noted.length(),
                        noted == null ? null : bytes(noted),
                        beginning.length(),
                        bytes(beginning),
                        AuditCheckState.CHECKING.name()))
                .update();
    }

    void job(AuditCheckId id, JobId job) {
        database.sql("update crm_audit_check set job_id = ? where id = ?")
                .params(Bytes16.of(job), Bytes16.of(id))
                .update();
    }

    /** One that the officer asked for, when all its chains are still within the scope. */
    Optional<StoredCheck> find(AuditCheckId id, OfficerId officer, AccessScope scope) {
        return find(own(officer, scope).and("c.id = ?", Bytes16.of(id)), scope);
    }

    /** The one of the officer that runs. */
    Optional<StoredCheck> running(OfficerId officer, AccessScope scope) {
        return find(own(officer, scope).and("c.running_for = ?", Bytes16.of(officer)), scope);
    }

    private static ScopedQuery own(OfficerId officer, AccessScope scope) {
        return ScopedQuery.select("c.*")
                .from("crm_audit_check c")
                .withinMissions(scope, "c")
                .and("c.officer_id = ?", Bytes16.of(officer));
    }

    private Optional<StoredCheck> find(ScopedQuery wanted, AccessScope scope) {
        return wanted.optional(database, (row, index) -> read(row))
                .map(check -> check.with(chains(check.id())))
                .filter(check -> check.chains().stream()
                        .allMatch(chain -> scope.missions().contains(chain.mission())));
    }

    private List<StoredCheck.Chain> chains(AuditCheckId id) {
        return database.sql("select * from crm_audit_check_chain where check_id = ? order by mission_id")
                .param(Bytes16.of(id))
                .query((row, index) -> readChain(row))
                .list();
    }

    private static StoredCheck read(ResultSet row) throws SQLException {
        byte[] job = row.getBytes("job_id");
        return new StoredCheck(
                new AuditCheckId(Bytes16.uuid(row, "id")),
                AuditCheckState.valueOf(row.getString("state")),
                job == null ? null : new JobId(Bytes16.uuid(job)),
                UtcTime.instant(row, "created_at"),
                List.of());
    }

    private static StoredCheck.Chain readChain(ResultSet row) throws SQLException {
        MissionId mission = new MissionId(Bytes16.uuid(row, "mission_id"));
        return new StoredCheck.Chain(
                head(mission, row.getLong("length"), row.getBytes("head")),
                row.getBytes("noted_head") == null
                        ? null
                        : head(mission, row.getLong("noted_length"), row.getBytes("noted_head")),
                head(mission, row.getLong("checked"), row.getBytes("checked_head")),
                AuditCheckState.valueOf(row.getString("state")),
                firstBad(row));
    }

    private static @Nullable Long firstBad(ResultSet row) throws SQLException {
        long number = row.getLong("first_bad");
        return row.wasNull() ? null : number;
    }

    private static ChainHead head(MissionId mission, long length, byte[] hash) {
        return new ChainHead(mission, length, HexFormat.of().formatHex(hash));
    }

    private static byte[] bytes(ChainHead head) {
        return HexFormat.of().parseHex(head.hash());
    }

    /** Notes how far the check of the chain got, and what it found. */
    void reached(AuditCheckId id, AuditTrail.Stretch found) {
        AuditCheckState state = AuditCheckState.CHECKING;
        if (found.over()) {
            state = found.firstBad() == null ? AuditCheckState.WHOLE : AuditCheckState.BROKEN;
        }
        database.sql("""
                        update crm_audit_check_chain set checked = ?, checked_head = ?, first_bad = ?, state = ?
                        where check_id = ? and mission_id = ?""")
                .params(Values.of(
                        found.reached().length(),
                        bytes(found.reached()),
                        found.firstBad(),
                        state.name(),
                        Bytes16.of(id),
                        Bytes16.of(found.reached().mission())))
                .update();
    }

    void finish(AuditCheckId id, AuditCheckState state) {
        database.sql("update crm_audit_check set state = ?, running_for = null where id = ?")
                .params(state.name(), Bytes16.of(id))
                .update();
    }

    /** Ends the check before all was looked at; what was found so far stays, and a chain found broken is what it tells. */
    void stop(AuditCheckId id) {
        boolean broken = database.sql("select 1 from crm_audit_check_chain where check_id = ? and state = ? limit 1")
                .params(Bytes16.of(id), AuditCheckState.BROKEN.name())
                .query((row, index) -> true)
                .optional()
                .isPresent();
        finish(id, broken ? AuditCheckState.BROKEN : AuditCheckState.STOPPED);
        database.sql("update crm_audit_check_chain set state = ? where check_id = ? and state = ?")
                .params(AuditCheckState.STOPPED.name(), Bytes16.of(id), AuditCheckState.CHECKING.name())
                .update();
    }
}
