package org.shanyraq.crm.job.internal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobView;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The queue as officers see it: each their own jobs. */
class JobService implements Jobs {

    /** The one task of the scheduler: runs the job whose id is the name of the instance. */
    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("crm-job");

    private final Access access;
    private final JdbcClient database;
    private final Scheduler scheduler;
    private final AuditTrail audit;
    private final Clock clock;

    JobService(Access access, JdbcClient database, Scheduler scheduler, AuditTrail audit, Clock clock) {
        this.access = access;
        this.database = database;
        this.scheduler = scheduler;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What the audit trail tells of a job to all who read it. On what it works and how much of that there is depends on what its
     * officer may see: that is told by the records that it makes or changes, each as sensitive as it is.
     */
    record Noted(
            String kind,
            JobState state,
            boolean cancelling,
            @Nullable String failure) {}

    static AuditSubject subject(JobId id, MissionId mission) {
        return new AuditSubject("job", id, mission, Sensitivity.INTERNAL);
    }

    @Override
    @Transactional
    public JobId submit(String kind, String title, String parameters, @Nullable Long total, @Nullable String target) {
        Officer officer = access.officer();
        JobId id = new JobId(Ids.next());
        Instant now = clock.instant();
        database.sql("""
                        insert into crm_job (id, mission_id, officer_id, kind, title, parameters, state, done, total, target, cancelling,
                          created_at)
                        values (?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, ?, false, ?)""")
                .params(Values.of(
                        Bytes16.of(id),
                        Bytes16.of(access.home()),
                        Bytes16.of(officer.id()),
                        kind,
                        title,
                        parameters,
                        total,
                        target,
                        UtcTime.of(now)))
                .update();
        audit.record(
                subject(id, access.home()), AuditAction.CREATED, null, new Noted(kind, JobState.WAITING, false, null));
        scheduler.schedule(TASK.instance(id.toString()).scheduledTo(now));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
        return id;
    }

    @Override
    @Transactional(readOnly = true)
    public Slice<JobView> mine(Paging paging) {
        return own().orderBy(Key.descending("j.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> JobRow.view(row),
                        job -> List.of(ScopedQuery.hex(job.id().value())));
    }

    @Override
    @Transactional(readOnly = true)
    public JobView get(JobId id) {
        return own().and("j.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> JobRow.view(row))
                .orElseThrow(NotFoundException::new);
    }

    @Override
    @Transactional
    public void cancel(JobId id) {
        JobView job = get(id);
        if (!job.state().isOver()) {
            int marked = database.sql(
                            "update crm_job set cancelling = true where id = ? and state in (?, ?) and cancelling = 0")
                    .params(Bytes16.of(id), JobState.WAITING.name(), JobState.RUNNING.name())
                    .update();
            if (marked > 0) {
                audit.record(
                        subject(id, access.home()),
                        AuditAction.CHANGED,
                        new Noted(job.kind(), job.state(), false, null),
                        new Noted(job.kind(), job.state(), true, null));
            }
        }
    }

    private ScopedQuery own() {
        return ScopedQuery.select("j.*")
                .from("crm_job j")
                .withinMissions(access.scope(), "j")
                .and("j.officer_id = ?", Bytes16.of(access.officer().id()));
    }
}
