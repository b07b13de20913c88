package org.shanyraq.crm.shared.web;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.Sha256;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls that may be repeated without being done twice. The note of a call is written in the transaction of its act, so either both
 * are kept or neither; a lock of the database server, freed by itself when the connection breaks, tells that the first call
 * still runs.
 */
final class IdempotentCalls {

    private static final int KEPT_HOURS = 24;
    private static final int SWEEP_ONE_IN = 50;

    private final ObjectProvider<DataSource> dataSource;
    private final ObjectProvider<PlatformTransactionManager> transactions;
    private final Access access;
    private final JsonMapper json;
    private final Clock clock = Clock.systemUTC();

    IdempotentCalls(
            ObjectProvider<DataSource> dataSource,
            ObjectProvider<PlatformTransactionManager> transactions,
            Access access,
            JsonMapper json) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.access = access;
        this.json = json;
    }

    /**
     * What became of a call.
     *
     * @param path of what was created, below the API
     * @param created null when an earlier call created it
     */
    record Outcome(String path, ApiSupport.@Nullable Created created) {}

    Outcome once(String key, String route, Object body, Supplier<ApiSupport.Created> act) {
        byte[] id = Sha256.of(access.officer().id() + "\n" + route + "\n" + key);
        byte[] content = Sha256.of(json.writeValueAsString(body));
        JdbcClient jdbc = JdbcClient.create(dataSource.getObject());
        TransactionTemplate transaction = new TransactionTemplate(transactions.getObject());
        // The facade within finds a transaction running and leaves it to us to begin anew.
        return Contention.again(
                () -> Objects.requireNonNull(transaction.execute(status -> within(jdbc, id, content, act))));
    }

    private Outcome within(JdbcClient jdbc, byte[] id, byte[] content, Supplier<ApiSupport.Created> act) {
        String lock = "crm." + HexFormat.of().formatHex(id, 0, 24);
        if (!Objects.equals(
                1,
                jdbc.sql("select get_lock(?, 0)")
                        .param(lock)
                        .query(Integer.class)
                        .single())) {
            throw running();
        }
        try {
            String earlier = earlier(jdbc, id, content);
            if (earlier != null) {
                return new Outcome(earlier, null);
            }
            LocalDateTime now = LocalDateTime.now(clock);
            // An expired one only: the lock is freed before the commit, so an earlier call may be about to end.
            jdbc.sql("delete from crm_idempotency_key where call_key = ? and created_at <= ?")
                    .params(id, now.minusHours(KEPT_HOURS))
                    .update();
            sweep(jdbc, now);
            jdbc.sql("insert into crm_idempotency_key (call_key, body_hash, created_at) values (?, ?, ?)")
                    .params(id, content, now)
                    .update();
            ApiSupport.Created created = act.get();
            jdbc.sql("update crm_idempotency_key set location = ? where call_key = ?")
                    .params(created.path(), id)
                    .update();
            return new Outcome(created.path(), created);
        } catch (DuplicateKeyException committedMeanwhile) {
            throw running();
        } finally {
            jdbc.sql("select release_lock(?)").param(lock).query(Integer.class).optional();
        }
    }

    /** The path of what an earlier call created, or null. */
    private @Nullable String earlier(JdbcClient jdbc, byte[] id, byte[] content) {
        return jdbc.sql("select body_hash, location from crm_idempotency_key where call_key = ? and created_at > ?")
                .params(id, LocalDateTime.now(clock).minusHours(KEPT_HOURS))
                .query((row, number) -> {
                    if (!Arrays.equals(row.getBytes(1), content)) {
                        throw new ApiRefusedException(Refusal.of(422, "key-reused"));
                    }
                    return row.getString(2);
                })
                .optional()
                .orElse(null);
    }

    private static void sweep(JdbcClient jdbc, LocalDateTime now) {
        jdbc.sql("delete from crm_idempotency_key where created_at <= ? limit ?")
                .params(now.minusHours(KEPT_HOURS), ThreadLocalRandom.current().nextInt(SWEEP_ONE_IN) == 0 ? 500 : 5)
                .update();
    }

    private static ConflictException running() {
        return new ConflictException("crm.error.call-runs");
    }
}
