package org.shanyraq.crm.followup;

import java.time.DayOfWeek;
import java.util.Set;

/**
 * When an officer is told by mail of what waits for them: at most once a day, and never when nothing does.
 *
 * @param wanted whether at all
 * @param hour from which hour of the day on, 0 to 23, at the place of the installation
 * @param weekdays on which days; at least one when it is wanted
 */
public record DigestSettings(boolean wanted, int hour, Set<DayOfWeek> weekdays) {

    /** Of who set nothing: at eight o'clock, Monday to Friday. */
    public static final DigestSettings USUAL = new DigestSettings(
            true,
            8,
            Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY));

    public DigestSettings {
        weekdays = Set.copyOf(weekdays);
    }
}
