package org.shanyraq.crm.calendar.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the calendars that officers subscribe to.
 *
 * @param restAfter how long after the officer's last sign-in a calendar address gives nothing any more until they sign in again
 */
@ConfigurationProperties("crm.calendar")
public record CalendarProperties(@DefaultValue("60d") Duration restAfter) {

    private static final Duration SHORTEST = Duration.ofHours(12);
    private static final Duration LONGEST = Duration.ofDays(366);

    public CalendarProperties {
        if (restAfter.compareTo(SHORTEST) < 0 || restAfter.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("crm.calendar.rest-after is 12 hours to 366 days, not " + restAfter);
        }
    }
}
