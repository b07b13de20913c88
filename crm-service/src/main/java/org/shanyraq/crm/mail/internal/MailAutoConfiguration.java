package org.shanyraq.crm.mail.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mail.CalendarTaker;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.mail.UnsubscribeLinks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mail. Cannot be switched off, since others put mails in; {@code crm.mail.enabled=false}, or no {@code crm.mail.host}, only has them wait.
 */
@AutoConfiguration(afterName = "org.shanyraq.crm.job.internal.JobAutoConfiguration")
@EnableConfigurationProperties(MailProperties.class)
public final class MailAutoConfiguration {

    @Bean
    MailQueue crmMailQueue(JdbcClient database, PlatformTransactionManager transactions) {
        return new MailQueue(database, transactions);
    }

    @Bean
    SuppressionList crmSuppressionList(JdbcClient database) {
        return new SuppressionList(database);
    }

    @Bean
    MailOwners crmMailOwners(Access access, ObjectProvider<MailOwner> owners) {
        return new MailOwners(access, owners::orderedStream);
    }

    @Bean
    ToldOwners crmToldOwners(JdbcClient database, PlatformTransactionManager transactions, MailOwners owners) {
        return new ToldOwners(database, transactions, owners);
    }

    @Bean
    NoticeDesk crmNoticeDesk(
            JdbcClient database, PlatformTransactionManager transactions, SuppressionList suppressions) {
        return new NoticeDesk(database, transactions, suppressions);
    }

    @Bean
    @DependsOnDatabaseInitialization
    MailWorkers crmMailWorkers(
            MailProperties properties,
            MailQueue queue,
            SuppressionList suppressions,
            MailOwners owners,
            ToldOwners told,
            NoticeDesk desk,
            ObjectProvider<UnsubscribeLinks> links,
            ObjectProvider<CalendarTaker> takers,
            ObjectProvider<SslBundles> bundles,
            @Qualifier("crmClock") Clock clock) {
        return new MailWorkers(
                () -> {
                    List<MailWorkers.Work> works = new ArrayList<>();
                    SSLSocketFactory sockets = sockets(properties, bundles);
                    if (properties.canSend()) {
                        MailWriter writer = new MailWriter(properties, clock);
                        UnsubscribeLinks known = links.getIfAvailable(() -> token -> Optional.empty());
                        for (int i = 0; i < properties.workers(); i++) {
                            works.add(sending(new MailSending(
                                    queue,
                                    suppressions,
                                    owners,
                                    writer,
                                    new Relay(properties, sockets),
                                    known,
                                    properties)));
                        }
                    }
                    boolean reading = properties.bounces().host() != null;
                    if (properties.workers() > 0
                            && (!works.isEmpty() || reading || !owners.kinds().isEmpty())) {
                        works.add(new MailUpkeep(
                                queue,
                                told,
                                reading
                                        ? new NoticeMailbox(properties, sockets, desk, takers::orderedStream, clock)
                                        : null,
                                properties.bounces().every()));
                    }
                    return works;
                },
                properties.polling());
    }

    private static MailWorkers.Work sending(MailSending sending) {
        return new MailWorkers.Work() {
            @Override
            public boolean next() {
                return sending.sendNext();
            }

            @Override
            public void rest() {
                sending.rest();
            }
        };
    }

    private static @Nullable SSLSocketFactory sockets(MailProperties properties, ObjectProvider<SslBundles> bundles) {
        return properties.sslBundle() == null
                ? null
                : bundles.getObject()
                        .getBundle(properties.sslBundle())
                        .createSslContext()
                        .getSocketFactory();
    }

    @Bean
    MailOutbox crmOutbox(JdbcClient database, MailProperties properties, MailWorkers workers) {
        return new MailOutbox(database, properties, workers::wake);
    }

    @Bean
    MailReader crmMailReader(JdbcClient database, MailProperties properties) {
        return new MailReader(database, properties);
    }

    @Bean
    MailService crmMails(
            Access access,
            MailReader reader,
            JdbcClient database,
            MailOwners owners,
            AuditTrail audit,
            MailWorkers workers) {
        return new MailService(access, reader, database, owners, audit, workers::wake);
    }

    @Bean
    SuppressionService crmSuppressions(
            Access access, SuppressionList suppressions, JdbcClient database, AuditTrail audit) {
        return new SuppressionService(access, suppressions, database, audit);
    }

    @Bean
    UnsubscriptionService crmUnsubscriptions(JdbcClient database, SuppressionList suppressions) {
        return new UnsubscriptionService(database, suppressions);
    }

    @Bean
    StrayNoticeService crmStrayNotices(Access access, MailReader reader) {
        return new StrayNoticeService(access, reader);
    }

    @Bean
    MailRetention crmMailRetention(
            JdbcClient database, PlatformTransactionManager transactions, MailProperties properties) {
        return new MailRetention(database, new TransactionTemplate(transactions), properties);
    }
}
