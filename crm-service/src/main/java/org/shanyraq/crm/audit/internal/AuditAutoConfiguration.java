package org.shanyraq.crm.audit.internal;

import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** The audit trail. Cannot be switched off. */
@AutoConfiguration(after = HibernateJpaAutoConfiguration.class)
public final class AuditAutoConfiguration {

    @Bean
    AuditTrail crmAuditTrail(
            Access access, JdbcTemplate jdbc, EntityManagerFactory entities, @Qualifier("crmClock") Clock clock) {
        return new ChainedAuditTrail(
                access, jdbc, SharedEntityManagerCreator.createSharedEntityManager(entities), clock);
    }

    @Bean
    AuditLogService crmAuditLog(Access access, AuditTrail trail, JdbcTemplate jdbc) {
        return new AuditLogService(access, trail, JdbcClient.create(jdbc));
    }
}
