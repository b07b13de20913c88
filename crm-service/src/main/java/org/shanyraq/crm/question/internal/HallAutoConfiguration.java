package org.shanyraq.crm.question.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.question.Questions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What guests ask from their phones; switched off together with questions. */
@AutoConfiguration(afterName = "org.shanyraq.crm.question.internal.QuestionAutoConfiguration")
@ConditionalOnProperty(
        name = {
            "crm.question.enabled",
            "crm.topic.enabled",
            "crm.line.enabled",
            "crm.followup.enabled",
            "crm.attendance.enabled",
            "crm.invitation.enabled",
            "crm.dialogue.enabled",
            "crm.contact.enabled",
            "crm.organisation.enabled"
        },
        matchIfMissing = true)
public final class HallAutoConfiguration {

    @Bean
    HallReader crmHallReader(JdbcClient database) {
        return new HallReader(database);
    }

    @Bean
    HallRevisions crmHallRevisions(HallReader reader, ApplicationEventPublisher events) {
        return new HallRevisions(reader, events);
    }

    @Bean
    HallService crmHalls(
            Access access,
            Questions questions,
            HallReader reader,
            HallRevisions revisions,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new HallService(access, questions, reader, revisions, audit, clock);
    }

    @Bean
    HallPageService crmHallPages(
            Access access,
            HallReader reader,
            HallRevisions revisions,
            Questions questions,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new HallPageService(access, reader, revisions, questions, new TransactionTemplate(transactions), clock);
    }

    @Bean
    ForgottenDevices crmForgottenDevices(HallReader reader, @Qualifier("crmClock") Clock clock) {
        return new ForgottenDevices(reader, clock);
    }
}
