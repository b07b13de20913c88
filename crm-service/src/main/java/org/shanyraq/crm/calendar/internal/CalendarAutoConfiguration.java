package org.shanyraq.crm.calendar.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.calendar.FeedEntries;
import org.shanyraq.crm.mission.Officers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Calendar texts, which cannot be switched off since others write with them, and the calendars that officers subscribe to, switched off by
 * {@code crm.calendar.enabled=false}.
 */
@AutoConfiguration(afterName = "org.shanyraq.crm.mission.internal.MissionAutoConfiguration")
@EnableConfigurationProperties(CalendarProperties.class)
public final class CalendarAutoConfiguration {

    @Bean
    CalendarTextService crmCalendarTexts() {
        return new CalendarTextService();
    }

    @Bean
    @ConditionalOnProperty(name = "crm.calendar.enabled", matchIfMissing = true)
    CalendarFeedService crmCalendarFeeds(
            Access access,
            OfficerDirectory directory,
            Officers officers,
            ObjectProvider<FeedEntries> features,
            JdbcClient database,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock,
            CalendarProperties properties) {
        return new CalendarFeedService(
                access, directory, officers, features.orderedStream(), database, audit, clock, properties);
    }
}
