package org.shanyraq.crm.job.internal;

import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.CrmException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.shared.internal.Values;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes a job from step to step. Each step and the note of how far it got are one transaction under a lock on the row of
 * the job, so two instances can never do the same step, and a killed one leaves no half of a step.
 */
class JobEngine {

    private static final Logger LOG = LoggerFactory.getLogger(JobEngine.class);

    private static final int ATTEMPTS = 5;

    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final Access access;
    private final OfficerDirectory officers;
    private final AuditTrail audit;
    private final Clock clock;
    private final Map<String, JobWork> works;

    JobEngine(
            JdbcClient database,
            TransactionOperations transactions,
            Access access,
            OfficerDirectory officers,
            AuditTrail audit,
            Clock clock,
            Stream<JobWork> works) {
        this.database = database;
        this.transactions = transactions;
        this.access = access;
        this.officers = officers;
        this.audit = audit;
        this.clock = clock;
        this.works = works.collect(Collectors.toMap(JobWork::kind, Function.identity()));
    }

    /**
     * Works on the job until it is over, or until the application stops: then another run goes on from the last step.
     *
     * @throws RuntimeException when the database is out of reach or the kind is not known here: to be tried again later
     */
    void run(JobId id, BooleanSupplier stopping) {
        int failedAttempts = 0;
        while (!stopping.getAsBoolean()) {
            try {
                if (Boolean.TRUE.equals(transactions.execute(status -> step(id)))) {
                    return;
                }
                failedAttempts = 0;
            } catch (CrmException refused) {
                LOG.info("job {} cannot go on: {}", id, refused.getMessage());
                fail(id, refused.key());
                return;
            } catch (DataAccessResourceFailureException | TransactionException | UnknownKind passing) {
                throw passing;
            } catch (RuntimeException fault) {
                if (fault instanceof ConcurrencyFailureException || Contention.isCauseOf(fault)) {
                    if (++failedAttempts == ATTEMPTS) {
                        throw fault;
                    }
                    continue;
                }
                if (fault instanceof TransientDataAccessException) {
                    throw fault;
                }
                LOG.error("job {} failed", id, fault);
                fail(id, "crm.job.failure.unexpected");
                return;
            }
        }
        throw new IllegalStateException("stopping; job " + id + " goes on later");
    }

    /** Does one step. Returns whether the job is over. */
    private boolean step(JobId id) {
        JobRow job = lock(id);
        if (job == null || job.state().isOver()) {
            return true;
        }
        JobWork work = works.get(job.kind());
        if (work == null && job.cancelling()) {
            finish(job, JobState.CANCELLED, null);
            return true;
        }
        if (work == null) {
            throw new UnknownKind(id, job.kind());
        }
        Officer officer = officers.lastKnown(job.officer()).orElse(null);
        if (officer == null) {
            stop(job, work, JobState.FAILED);
            finish(job, JobState.FAILED, "crm.job.failure.officer-gone");
            return true;
        }
        if (job.cancelling()) {
            stop(job, work, JobState.CANCELLED);
            finish(job, JobState.CANCELLED, null);
            return true;
        }
        JobWork.Step step = access.callAs(officer, () -> work.step(run(job, officer)));
        database.sql("""
                        update crm_job set state = 'RUNNING', position = ?, done = ?, total = coalesce(?, total),
                          started_at = coalesce(started_at, ?)
                        where id = ?""")
                .params(Values.of(
                        step.position(), step.done(), step.total(), UtcTime.of(clock.instant()), Bytes16.of(id)))
                .update();
        if (step.position() == null) {
            finish(job, JobState.DONE, null);
            return true;
        }
        return false;
    }

    private void fail(JobId id, String key) {
        transactions.executeWithoutResult(status -> {
            JobRow job = lock(id);
            if (job == null || job.state().isOver()) {
                return;
            }
            JobWork work = works.get(job.kind());
            if (work != null) {
                stop(job, work, JobState.FAILED);
            }
            finish(job, JobState.FAILED, key);
        });
    }

    /** Lets the work put in order what it leaves, in the name of the system when the officer is gone. */
    private void stop(JobRow job, JobWork work, JobState state) {
        Officer officer = officers.lastKnown(job.officer()).orElseGet(() -> Officer.system(job.mission()));
        access.runAs(officer, () -> work.stopped(run(job, officer), state));
    }

    private static JobWork.Run run(JobRow job, Officer officer) {
        return new JobWork.Run(job.id(), officer, job.parameters(), job.position(), job.done());
    }

    private @Nullable JobRow lock(JobId id) {
        return database.sql("select * from crm_job where id = ? for update")
                .param(Bytes16.of(id))
                .query((row, index) -> JobRow.read(row))
                .optional()
                .orElse(null);
    }

    private void finish(JobRow job, JobState state, @Nullable String failure) {
        database.sql("update crm_job set state = ?, failure = ?, finished_at = ? where id = ?")
                .params(Values.of(state.name(), failure, UtcTime.of(clock.instant()), Bytes16.of(job.id())))
                .update();
        access.runAs(
                Officer.system(job.mission()),
                () -> audit.record(
                        JobService.subject(job.id(), job.mission()),
                        AuditAction.CHANGED,
                        new JobService.Noted(job.kind(), job.state(), job.cancelling(), null),
                        new JobService.Noted(job.kind(), state, job.cancelling(), failure)));
    }

    /** Another instance, of a newer version perhaps, knows this kind of work: the job is left to it. */
    private static final class UnknownKind extends RuntimeException {

        UnknownKind(JobId id, String kind) {
            super("job " + id + " is of the kind " + kind + ", which this instance does not know");
        }
    }
}
