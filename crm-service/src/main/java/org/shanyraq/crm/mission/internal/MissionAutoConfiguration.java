package org.shanyraq.crm.mission.internal;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mission.Colleagues;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Missions and officers. Cannot be switched off. */
@AutoConfiguration(
        after = DataJpaRepositoriesAutoConfiguration.class,
        afterName = "org.shanyraq.crm.audit.internal.AuditAutoConfiguration")
public final class MissionAutoConfiguration {

    @Bean
    OfficerService crmOfficers(
            OfficerRepository officers,
            MissionRepository missions,
            Access access,
            AuditTrail trail,
            ApplicationEventPublisher events,
            JdbcClient database,
            PlatformTransactionManager transactions) {
        return new OfficerService(
                officers,
                missions,
                new Memberships(database),
                access,
                trail,
                events,
                new TransactionTemplate(transactions));
    }

    @Bean
    ColleagueService crmColleagues(Access access, JdbcClient database) {
        return new ColleagueService(access, database);
    }

    @Bean
    ReaderLists crmNamedReaders(
            Access access, Colleagues colleagues, JdbcClient database, ApplicationEventPublisher events) {
        return new ReaderLists(access, colleagues, database, events);
    }
}
