package org.shanyraq.crm.job.internal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.job.FrequentWork;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.job.NightlyWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Long jobs, with a scheduler and tables of their own. Cannot be switched off; {@code crm.job.threads=0} only takes jobs in. */
@AutoConfiguration(afterName = "org.shanyraq.crm.mission.internal.MissionAutoConfiguration")
@EnableConfigurationProperties(JobProperties.class)
public final class JobAutoConfiguration {

    static final String NIGHTLY_ROUND = "crm-nightly-round";
    static final String FREQUENT_ROUND = "crm-frequent-round";

    private static final Duration FREQUENT = Duration.ofMinutes(1);

    private static final Duration STOP_WAIT = Duration.ofSeconds(20);
    private static final Duration RETRY = Duration.ofSeconds(2);

    @Bean
    @DependsOnDatabaseInitialization
    Scheduler crmScheduler(
            DataSource dataSource,
            JdbcClient database,
            PlatformTransactionManager transactions,
            Access access,
            OfficerDirectory officers,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock,
            ObjectProvider<JobWork> works,
            ObjectProvider<NightlyWork> nightlyWorks,
            ObjectProvider<FrequentWork> frequentWorks,
            JobProperties properties) {
        // The works need the services, which need the scheduler: so the engine is made at the first run.
        Engine engine = new Engine(() -> new JobEngine(
                database, new TransactionTemplate(transactions), access, officers, audit, clock, works.stream()));
        OneTimeTask<Void> task = Tasks.oneTime(JobService.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) ->
                        engine.get().run(JobId.of(instance.getId()), context.getSchedulerState()::isShuttingDown));
        RecurringTask<Void> nightlyRound = Tasks.recurring(
                        NIGHTLY_ROUND, Schedules.daily(clock.getZone(), LocalTime.of(3, 0)))
                .execute((instance, context) -> Round.of(nightlyWorks.orderedStream()));
        RecurringTask<Void> frequentRound = Tasks.recurring(FREQUENT_ROUND, Schedules.fixedDelay(FREQUENT))
                .execute((instance, context) -> Round.of(frequentWorks.orderedStream()));
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
                .startTasks(nightlyRound, frequentRound)
                .tableName("crm_scheduled_task")
                .serializer(Serializer.DEFAULT_JAVA_SERIALIZER)
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .threads(Math.max(1, properties.threads()))
                .pollingInterval(properties.polling())
                .heartbeatInterval(properties.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(STOP_WAIT)
                .build();
    }

    @Bean
    JobScheduler crmJobScheduler(Scheduler crmScheduler, JobProperties properties) {
        return new JobScheduler(crmScheduler, properties.threads() > 0);
    }

    @Bean
    JobService crmJobs(
            Access access,
            JdbcClient database,
            Scheduler crmScheduler,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new JobService(access, database, crmScheduler, audit, clock);
    }

    /** Makes the engine when it is first needed. */
    private static final class Engine {

        private final Supplier<JobEngine> making;
        private @Nullable JobEngine made;

        Engine(Supplier<JobEngine> making) {
            this.making = making;
        }

        synchronized JobEngine get() {
            if (made == null) {
                made = making.get();
            }
            return made;
        }
    }
}
