package org.shanyraq.crm.job.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobView;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
@Import(JobIntegrationTests.Works.class)
class JobIntegrationTests {

    @Autowired
    Jobs jobs;

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
    }

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
            if (run.parameters().equals("slow")) {
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
            long unit = run.done() + 1;
            database.sql("insert into test_counted values (?, ?, ?)")
                    .params(run.id().toString(), unit, access.officer().name())
                    .update();
            return unit == 100 ? Step.finished(unit) : Step.more(Long.toString(unit), unit);
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
