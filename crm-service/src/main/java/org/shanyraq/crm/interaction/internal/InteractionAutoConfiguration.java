package org.shanyraq.crm.interaction.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.NamedReaders;
import org.shanyraq.crm.shared.internal.FileChunks;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Interactions; switched off by {@code crm.interaction.enabled=false}, and together with topics, contacts or organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.contact.internal.ContactAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.interaction.enabled", "crm.topic.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class InteractionAutoConfiguration {

    @Bean
    InteractionTimeline crmInteractionTimeline(JdbcClient database) {
        return new InteractionTimeline(database);
    }

    @Bean
    InteractionReader crmInteractionReader(JdbcClient database) {
        return new InteractionReader(database);
    }

    @Bean
    InteractionService crmInteractions(
            Access access,
            InteractionRepository interactions,
            InteractionReader reader,
            NamedReaders readers,
            Colleagues colleagues,
            AuditTrail audit,
            JdbcClient database,
            @Qualifier("crmClock") Clock clock) {
        return new InteractionService(
                access, interactions, reader, new InteractionParts(database), readers, colleagues, audit, clock);
    }

    @Bean
    InteractionFileService crmInteractionFiles(
            Access access,
            AuditTrail audit,
            JdbcClient database,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new InteractionFileService(
                access,
                new InteractionFileReader(database),
                new FileChunks(database, "crm_interaction_file_chunk", "file_id"),
                audit,
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    InteractionSights crmInteractionSights(Access access, InteractionReader reader) {
        return new InteractionSights(access, reader);
    }

    @Bean
    InteractionSearch crmInteractionSearch(Access access, InteractionReader reader) {
        return new InteractionSearch(access, reader);
    }

    @Bean
    SpokenWithLately crmSpokenWithLately(Access access) {
        return new SpokenWithLately(access);
    }
}
