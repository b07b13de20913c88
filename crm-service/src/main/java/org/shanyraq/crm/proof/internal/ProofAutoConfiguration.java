package org.shanyraq.crm.proof.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.job.Jobs;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks of the audit log. Cannot be switched off. */
@AutoConfiguration(afterName = "org.shanyraq.crm.job.internal.JobAutoConfiguration")
public final class ProofAutoConfiguration {

    @Bean
    AuditCheckStore crmAuditCheckStore(JdbcClient database, @Qualifier("crmClock") Clock clock) {
        return new AuditCheckStore(database, clock);
    }

    @Bean
    AuditCheckService crmAuditChecks(
            AuditCheckStore store,
            AuditTrail trail,
            Access access,
            Jobs jobs,
            PlatformTransactionManager transactions) {
        TransactionTemplate apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new AuditCheckService(store, trail, access, jobs, apart);
    }

    @Bean
    NightlyAuditCheck crmNightlyAuditCheck(JdbcClient database, AuditTrail trail) {
        return new NightlyAuditCheck(database, trail);
    }

    @Bean
    AuditCheckJob crmAuditCheckJob(AuditCheckStore store, AuditTrail trail, Access access) {
        return new AuditCheckJob(store, trail, access);
    }
}
