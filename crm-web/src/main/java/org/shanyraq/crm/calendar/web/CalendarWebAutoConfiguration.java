package org.shanyraq.crm.calendar.web;

import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.calendar.CalendarFeeds;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.calendar.FeedReading;
import org.shanyraq.crm.shared.web.PublicPath;
import org.shanyraq.crm.shared.web.RecordPanel;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;

/** The calendars that officers subscribe to, and the page of their addresses; {@code crm.calendar.enabled=false} takes them away. */
@AutoConfiguration(
        after = SharedWebAutoConfiguration.class,
        afterName = "org.shanyraq.crm.calendar.internal.CalendarAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class CalendarWebAutoConfiguration {

    private static final String SWITCH = "crm.calendar.enabled";

    @Bean
    @ConditionalOnProperty(name = SWITCH, matchIfMissing = true)
    CalendarFeedController crmCalendarFeedController(CalendarFeeds feeds, WebProperties web, Redirects redirects) {
        return new CalendarFeedController(feeds, new PublicAddress(web), redirects);
    }

    @Bean
    @ConditionalOnProperty(name = SWITCH, matchIfMissing = true)
    CalendarController crmCalendarController(
            FeedReading reading, CalendarTexts texts, WebProperties web, MessageSource messages) {
        return new CalendarController(reading, texts, new PublicAddress(web), messages);
    }

    /** Calendar programs do not sign in: their secret is the address. */
    @Bean
    @ConditionalOnProperty(name = SWITCH, matchIfMissing = true)
    PublicPath crmCalendarPath() {
        return new PublicPath("/calendar", false);
    }

    @Bean
    @ConditionalOnProperty(name = SWITCH, matchIfMissing = true)
    RecordPanel crmCalendarPanel() {
        return new RecordPanel("officer", "crm.calendar.feed.title", "/me/calendar", Right.BE_HERE, 10);
    }
}
