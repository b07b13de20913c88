package org.shanyraq.crm.topic.internal;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Topics; switched off by {@code crm.topic.enabled=false}. */
@AutoConfiguration(afterName = "org.shanyraq.crm.mission.internal.MissionAutoConfiguration")
@ConditionalOnProperty(name = "crm.topic.enabled", matchIfMissing = true)
public final class TopicAutoConfiguration {

    @Bean
    TopicReader crmTopicReader(JdbcClient database, NameIndex nameIndex) {
        return new TopicReader(database, nameIndex);
    }

    @Bean
    TopicService crmTopics(
            Access access, TopicRepository topics, TopicReader reader, NameIndex nameIndex, AuditTrail audit) {
        return new TopicService(access, topics, reader, nameIndex, audit);
    }

    @Bean
    FirstTopics crmFirstTopics(
            Access access,
            TopicRepository topics,
            NameIndex nameIndex,
            AuditTrail audit,
            JdbcClient database,
            PlatformTransactionManager transactions) {
        return new FirstTopics(access, topics, nameIndex, audit, database, new TransactionTemplate(transactions));
    }
}
