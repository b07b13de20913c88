package org.shanyraq.crm.job.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobView;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.job.NightlyWork;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
@Import(JobIntegrationTests.Works.class)
// Oftener than applications of other tests on this database, which take work as well.
@TestPropertySource(properties = "crm.job.polling=100ms")
class JobIntegrationTests {

    @Autowired
    Jobs jobs;

    @Autowired
    Scheduler scheduler;

    @Autowired
    AuditTrail trail;

    @Autowired
    OfficerDirectory directory;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Access access;

    @Autowired
    TestOfficers officers;

    @Autowired
    JdbcClient database;

    /** Counts in a table, one row per unit, so that a step done twice would show. */
    @TestConfiguration
    static class Works {

        @Bean
        JobWork counting(JdbcClient database, Access access) {
            database.sql("create table if not exists test_counted (job varchar(40), unit int, officer varchar(100))")
                    .update();
            return new Counting(database, access);
        }

        @Bean
        @Order(1)
        NightlyWork broken() {
            return new Nightly("broken", () -> {
                throw new IllegalStateException("broken");
            });
        }

        @Bean
        @Order(2)
        NightlyWork nights() {
            return new Nightly("nights", NIGHTS::incrementAndGet);
        }
    }

    private static final AtomicInteger NIGHTS = new AtomicInteger();

    private record Nightly(String kind, Runnable work) implements NightlyWork {

        @Override
        public void run() {
            work.run();
        }
    }

    private static final Set<String> GIVEN_UP = ConcurrentHashMap.newKeySet();
    private static final Set<String> STOPPED = ConcurrentHashMap.newKeySet();

    private record Counting(JdbcClient database, Access access) implements JobWork {

        @Override
        public String kind() {
            return "counting";
        }

        @Override
        public Step step(Run run) {
            if (run.parameters().equals("refuse") && run.done() == 2) {
                throw new ConflictException("crm.test.refused");
            }
            if (run.parameters().startsWith("given-up ")
                    && run.done() % 50 == 7
                    && GIVEN_UP.add(run.id() + " " + run.done())) {
                int code = Integer.parseInt(run.parameters().substring("given-up ".length()));
                throw new UncategorizedSQLException("step", null, new SQLException("given up", "HY000", code));
            }
            if (run.parameters().equals("slow")) {
                LockSupport.parkNanos(50_000_000);
            }
            long unit = run.done() + 1;
            database.sql("insert into test_counted values (?, ?, ?)")
                    .params(run.id().toString(), unit, access.officer().name())
                    .update();
            return unit == 100 ? Step.finished(unit) : Step.more(Long.toString(unit), unit);
        }

        @Override
        public void stopped(Run run, JobState state) {
            STOPPED.add(run.id() + " " + state + " " + access.officer().kind());
        }
    }

    @Test
    void doesEachStepOnceOnBehalfOfWhoAskedForIt() {
        Officer officer = officers.protocol("job-a");
        JobId id = submit(officer, "count");

        awaitState(officer, id, JobState.DONE);

        JobView job = view(officer, id);
        assertThat(job.done()).isEqualTo(100);
        assertThat(job.percent()).isEqualTo(100);
        assertThat(database.sql("select count(distinct unit), count(*) from test_counted where job = ? and officer = ?")
                        .params(id.toString(), officer.name())
                        .query((row, index) -> row.getInt(1) + "/" + row.getInt(2))
                        .single())
                .isEqualTo("100/100");
    }

    @Test
    void stopsWhenCancelledAndKeepsWhatWasDone() {
        Officer officer = officers.protocol("job-b");
        JobId id = submit(officer, "slow");
        await().atMost(Duration.ofSeconds(20)).until(() -> view(officer, id).done() > 2);

        access.runAs(officer, () -> jobs.cancel(id));

        awaitState(officer, id, JobState.CANCELLED);
        long done = view(officer, id).done();
        assertThat(done).isBetween(3L, 99L);
        assertThat(counted(id)).isEqualTo(done);
    }

    @Test
    void failsWithATextAndKeepsNothingOfTheStepThatFailed() {
        Officer officer = officers.protocol("job-c");
        JobId id = submit(officer, "refuse");

        awaitState(officer, id, JobState.FAILED);

        assertThat(view(officer, id).failure()).isEqualTo("crm.test.refused");
        assertThat(counted(id)).isEqualTo(2);
    }

    @Test
    void aJobWhoseOfficerIsGoneIsStoppedAsAnyOther() {
        Officer officer = officers.protocol("job-k");
        JobId id = Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
            JobId made = submit(officer, "count");
            database.sql("update crm_job set officer_id = ? where id = ?")
                    .params(Bytes16.of(UUID.randomUUID()), Bytes16.of(made))
                    .update();
            return made;
        }));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        database.sql("select concat(state, ' ', failure) from crm_job where id = ?")
                                .param(Bytes16.of(id))
                                .query(String.class)
                                .optional())
                .contains("FAILED crm.job.failure.officer-gone"));
        assertThat(STOPPED).contains(id + " FAILED SYSTEM");
    }

    // Fault 6: Spring knows 1205 and 1213; 1020 comes as an error that it cannot name
    @ParameterizedTest
    @ValueSource(ints = {1205, 1213, 1020})
    void aStepThatTheDatabaseGaveUpIsDoneAgain(int code) {
        Officer officer = officers.protocol("job-f");
        JobId id = submit(officer, "given-up " + code);

        awaitState(officer, id, JobState.DONE);

        assertThat(counted(id)).isEqualTo(100);
        assertThat(GIVEN_UP).contains(id + " 7", id + " 57");
    }

    // Faults 17, 18: several workers that all believe a job to be theirs
    @Test
    void fault17EachStepIsDoneOnceThoughSeveralWorkOnTheJob() throws Exception {
        Officer officer = officers.protocol("job-i");
        JobId id = submit(officer, "count");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> workers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                workers.add(() -> {
                    new JobEngine(
                                    database,
                                    new TransactionTemplate(transactions),
                                    access,
                                    directory,
                                    trail,
                                    Clock.systemUTC(),
                                    Stream.of(new Counting(database, access)))
                            .run(id, () -> false);
                    return true;
                });
            }
            for (Future<Boolean> worker : pool.invokeAll(workers)) {
                assertThat(worker.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
        awaitState(officer, id, JobState.DONE);
        assertThat(counted(id)).isEqualTo(100);
        assertThat(trail.historyOf(id, officer.scope(), Paging.first(10)).items())
                .hasSize(2);
    }

    // S1: whoever asked for long work, cancelled it, and how it ended
    @Test
    void theTrailTellsWhoAskedForAJobWhoCancelledItAndHowItEnded() {
        Officer officer = officers.protocol("job-g");
        JobId id = submit(officer, "slow");
        access.runAs(officer, () -> jobs.cancel(id));
        access.runAs(officer, () -> jobs.cancel(id));
        awaitState(officer, id, JobState.CANCELLED);

        List<AuditEntry> entries =
                trail.historyOf(id, officer.scope(), Paging.first(10)).items();
        assertThat(entries)
                .extracting(AuditEntry::actorKind, AuditEntry::action)
                .containsExactly(
                        tuple(Officer.Kind.SYSTEM, AuditAction.CHANGED),
                        tuple(Officer.Kind.PERSON, AuditAction.CHANGED),
                        tuple(Officer.Kind.PERSON, AuditAction.CREATED));
        assertThat(entries.get(0).changes())
                .anySatisfy(change -> assertThat(change.after()).isEqualTo("CANCELLED"));
        assertThat(entries.get(1).changes()).containsExactly(new FieldChange("cancelling", "false", "true"));
        assertThat(entries.get(2).changes()).contains(new FieldChange("kind", null, "counting"));
        assertThat(entries)
                .as("Z20: on what it works and how much of it there is, is for its officer")
                .flatExtracting(AuditEntry::changes)
                .extracting(FieldChange::field)
                .doesNotContain("title", "total");
    }

    @Test
    void theNightlyRoundDoesAllWorkAlsoWhenSomeFails(CapturedOutput output) {
        int before = NIGHTS.get();
        // Another test's application on this database may take the round; then it is ordered once more.
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    scheduler.reschedule(
                            TaskInstanceId.of(JobAutoConfiguration.NIGHTLY_ROUND, RecurringTask.INSTANCE),
                            Instant.now());
                    return NIGHTS.get() > before;
                });
        assertThat(output.getOut()).contains("the recurring work broken failed");
    }

    @Test
    void isSeenByNobodyElse() {
        Officer officer = officers.protocol("job-d");
        JobId id = submit(officer, "count");
        Officer colleague = officers.manager("job-d");

        assertThatThrownBy(() -> view(colleague, id)).isInstanceOf(NotFoundException.class);
        assertThat(access.callAs(colleague, () -> jobs.mine(Paging.first(10))).items())
                .isEmpty();
        assertThatThrownBy(() -> access.runAs(colleague, () -> jobs.cancel(id))).isInstanceOf(NotFoundException.class);
        awaitState(officer, id, JobState.DONE);
    }

    @Test
    void listsNewestFirstPageByPage() {
        Officer officer = officers.protocol("job-e");
        JobId first = submit(officer, "count");
        JobId second = submit(officer, "count");
        JobId third = submit(officer, "count");

        var page = access.callAs(officer, () -> jobs.mine(Paging.first(2)));
        var rest = access.callAs(officer, () -> jobs.mine(new Paging(page.next(), 2)));

        assertThat(page.items()).extracting(JobView::id).containsExactly(third, second);
        assertThat(rest.items()).extracting(JobView::id).containsExactly(first);
        assertThat(rest.next()).isNull();
        awaitState(officer, third, JobState.DONE);
    }

    private JobId submit(Officer officer, String parameters) {
        return access.callAs(officer, () -> jobs.submit("counting", "test", parameters, 100L, null));
    }

    private JobView view(Officer officer, JobId id) {
        return access.callAs(officer, () -> jobs.get(id));
    }

    private long counted(JobId id) {
        return database.sql("select count(*) from test_counted where job = ?")
                .param(id.toString())
                .query(Long.class)
                .single();
    }

    private void awaitState(Officer officer, JobId id, JobState state) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(view(officer, id).state()).isEqualTo(state));
    }
}
