package org.shanyraq.crm.organisation.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.organisation.PostHolders;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Organisations and posts; switched off by {@code crm.organisation.enabled=false}. */
@AutoConfiguration(afterName = "org.shanyraq.crm.mission.internal.MissionAutoConfiguration")
@ConditionalOnProperty(name = "crm.organisation.enabled", matchIfMissing = true)
public final class OrganisationAutoConfiguration {

    @Bean
    OrganisationReader crmOrganisationReader(JdbcClient database, NameIndex nameIndex) {
        return new OrganisationReader(database, nameIndex);
    }

    @Bean
    PostReader crmPostReader(JdbcClient database, NameIndex nameIndex, ObjectProvider<PostHolders> holders) {
        return new PostReader(database, nameIndex, holders);
    }

    @Bean
    PostIndex crmPostIndex(JdbcClient database, NameIndex nameIndex) {
        return new PostIndex(database, nameIndex);
    }

    @Bean
    OrganisationService crmOrganisations(
            Access access,
            OrganisationRepository organisations,
            OrganisationReader reader,
            PostIndex postIndex,
            NameIndex nameIndex,
            AuditTrail audit) {
        return new OrganisationService(
                access, organisations, reader, new OrganisationChecks(reader), postIndex, nameIndex, audit);
    }

    @Bean
    PostService crmPosts(
            Access access,
            PostRepository posts,
            OrganisationRepository organisations,
            PostReader reader,
            OrganisationReader organisationReader,
            PostIndex index,
            ObjectProvider<PostHolders> holders,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new PostService(access, posts, organisations, reader, organisationReader, index, holders, audit, clock);
    }

    @Bean
    EuBodiesLoader crmEuBodiesLoader(
            Access access,
            OrganisationRepository organisations,
            NameIndex nameIndex,
            AuditTrail audit,
            JdbcClient database,
            PlatformTransactionManager transactions) {
        return new EuBodiesLoader(
                access, organisations, nameIndex, audit, database, new TransactionTemplate(transactions));
    }

    @Bean
    OrganisationSearch crmOrganisationSearch(OrganisationReader reader) {
        return new OrganisationSearch(reader);
    }

    @Bean
    PostSearch crmPostSearch(PostReader reader, @Qualifier("crmClock") Clock clock) {
        return new PostSearch(reader, clock);
    }

    @Bean
    OrganisationSights crmOrganisationSights(OrganisationReader reader) {
        return new OrganisationSights(reader);
    }
}
