package org.shanyraq.crm.attendance.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the door.
 *
 * @param opens how long before a dialogue begins its door opens; from nothing to a week
 * @param late who gives a seat back later than so long before the beginning does so late; from nothing to thirty days
 * @param held who had a seat for less than so long, when all of that lies within the late hours, gives none back late; from nothing to a week
 */
@ConfigurationProperties("crm.attendance")
public record AttendanceProperties(
        @DefaultValue("12h") Duration opens,
        @DefaultValue("24h") Duration late,
        @DefaultValue("1h") Duration held) {

    private static final Duration LONGEST_OPEN = Duration.ofDays(7);
    private static final Duration LONGEST_LATE = Duration.ofDays(30);
    private static final Duration LONGEST_HELD = Duration.ofDays(7);

    public AttendanceProperties {
        check("opens", opens, LONGEST_OPEN);
        check("late", late, LONGEST_LATE);
        check("held", held, LONGEST_HELD);
    }

    private static void check(String name, Duration set, Duration longest) {
        if (set.isNegative() || set.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "crm.attendance." + name + " must lie between 0 and " + longest.toDays() + " days, and is " + set);
        }
    }
}
