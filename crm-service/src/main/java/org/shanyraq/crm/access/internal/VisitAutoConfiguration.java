package org.shanyraq.crm.access.internal;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who guesses at public pages. Cannot be switched off. */
@AutoConfiguration(afterName = "org.shanyraq.crm.shared.internal.SharedAutoConfiguration")
public final class VisitAutoConfiguration {

    @Bean
    CountedVisits crmPublicVisits(JdbcClient database, PlatformTransactionManager transactions) {
        return new CountedVisits(database, new TransactionTemplate(transactions));
    }
}
