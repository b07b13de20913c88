package org.shanyraq.crm.line.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mission.Colleagues;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lines to take; switched off by {@code crm.line.enabled=false}, and together with topics, contacts or organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.contact.internal.ContactAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.line.enabled", "crm.topic.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class LineAutoConfiguration {

    @Bean
    LineReader crmLineReader(JdbcClient database) {
        return new LineReader(database);
    }

    @Bean
    FollowingUses crmFollowingLineUses(LineReader reader) {
        return new FollowingUses(reader);
    }

    @Bean
    LineIndex crmLineIndex(JdbcTemplate jdbc) {
        return new LineIndex(jdbc, new LineWords());
    }

    @Bean
    LineComparison crmLineComparison(JdbcClient database) {
        return new LineComparison(database, new LineWords());
    }

    @Bean
    LinesNotCompared crmLinesNotCompared(
            JdbcClient database, LineComparison comparison, PlatformTransactionManager transactions) {
        return new LinesNotCompared(database, comparison, new TransactionTemplate(transactions));
    }

    @Bean
    LineService crmLines(
            Access access,
            LineRepository all,
            LineReader reader,
            LineIndex index,
            LineComparison comparison,
            Colleagues colleagues,
            ObjectProvider<RecordSights> sights,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new LineService(
                access,
                all,
                reader,
                index,
                comparison,
                colleagues,
                sights.stream().toList(),
                audit,
                clock);
    }

    @Bean
    LineSearch crmLineSearch(Access access, LineReader reader, LineIndex index, @Qualifier("crmClock") Clock clock) {
        return new LineSearch(access, reader, index, clock);
    }

    @Bean
    LineSights crmLineSights(Access access, LineReader reader) {
        return new LineSights(access, reader);
    }

    @Bean
    LineTimeline crmLineTimeline(JdbcClient database) {
        return new LineTimeline(database);
    }
}
