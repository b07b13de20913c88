package org.shanyraq.crm.calendar.internal;

import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.util.DateTimeComponents;
import biweekly.util.DayOfWeek;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import biweekly.util.UtcOffset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Describes a time zone as a calendar text carries it, by the rules of the JDK, which are kept up to date with the machine. What a reader knows
 * of the zone by its name may be older: Almaty has been at UTC+5 since 1 March 2024.
 */
final class ZoneDescription {

    /** How far ahead a yearly rule is compared with what the JDK says: all places of the days of a month in the weeks come up. */
    private static final int COMPARED_YEARS = 28;

    /** The last one of a month, the first one and so on. */
    private static final int[] WEEKS = {-1, 1, 2, 3, 4};

    private ZoneDescription() {}

    /** Right for all times from the first to the last. */
    static VTimezone of(ZoneId zone, Instant first, Instant last) {
        ZoneRules rules = zone.getRules();
        VTimezone described = new VTimezone(zone.getId());
        List<Observance> yearly = yearly(rules, first.atZone(ZoneOffset.UTC).getYear() - 1);
        if (yearly.isEmpty()) {
            singly(rules, first, last).forEach(observance -> add(described, observance));
        } else {
            yearly.forEach(observance -> add(described, observance));
        }
        return described;
    }

    private static void add(VTimezone zone, Observance observance) {
        if (observance instanceof DaylightSavingsTime summer) {
            zone.addDaylightSavingsTime(summer);
        } else if (observance instanceof StandardTime standard) {
            zone.addStandardTime(standard);
        }
    }

    /** The rules by which the clocks change every year from that one on; none when there are none, or not such as calendars can say. */
    private static List<Observance> yearly(ZoneRules rules, int year) {
        if (!rules.getTransitions().stream().allMatch(change -> isEarlierOrRegular(change, rules, year))) {
            return List.of();
        }
        List<Observance> all = new ArrayList<>();
        for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
            Optional<Recurrence> recurrence = recurrence(rule, year);
            if (recurrence.isEmpty()) {
                return List.of();
            }
            ZoneOffsetTransition change = rule.createTransition(year);
            Observance observance = observance(
                    rules,
                    change.getInstant(),
                    change.getDateTimeBefore(),
                    change.getOffsetBefore(),
                    change.getOffsetAfter());
            observance.setRecurrenceRule(recurrence.get());
            all.add(observance);
        }
        return all;
    }

    /** Zone files list years ahead one by one, though they change as the rules say. */
    private static boolean isEarlierOrRegular(ZoneOffsetTransition change, ZoneRules rules, int year) {
        int changed = change.getDateTimeBefore().getYear();
        return changed < year
                || rules.getTransitionRules().stream()
                        .anyMatch(rule -> rule.createTransition(changed).equals(change));
    }

    /** "The last Sunday in March" and the like, where it gives the same days as the rule. */
    private static Optional<Recurrence> recurrence(ZoneOffsetTransitionRule rule, int year) {
        LocalDate first = day(rule, year);
        for (int week : WEEKS) {
            if (IntStream.range(year, year + COMPARED_YEARS).allMatch(later -> day(rule, later)
                    .equals(first.withYear(later)
                            .with(TemporalAdjusters.dayOfWeekInMonth(week, first.getDayOfWeek()))))) {
                return Optional.of(new Recurrence.Builder(Frequency.YEARLY)
                        .byMonth(first.getMonthValue())
                        .byDay(week, DayOfWeek.valueOf(first.getDayOfWeek().name()))
                        .build());
            }
        }
        return Optional.empty();
    }

    /** By the clock that is changed. */
    private static LocalDate day(ZoneOffsetTransitionRule rule, int year) {
        return rule.createTransition(year).getDateTimeBefore().toLocalDate();
    }

    /** What holds at the first time, and each change until the last. */
    private static List<Observance> singly(ZoneRules rules, Instant first, Instant last) {
        List<Observance> all = new ArrayList<>();
        @Nullable ZoneOffsetTransition before = rules.previousTransition(first.plusNanos(1));
        if (before == null) {
            ZoneOffset always = rules.getOffset(first);
            all.add(observance(rules, first, LocalDateTime.of(1970, 1, 1, 0, 0), always, always));
        } else {
            all.add(observance(before, rules));
        }
        for (@Nullable ZoneOffsetTransition change = rules.nextTransition(first);
                change != null && !change.getInstant().isAfter(last);
                change = rules.nextTransition(change.getInstant())) {
            all.add(observance(change, rules));
        }
        return all;
    }

    private static Observance observance(ZoneOffsetTransition change, ZoneRules rules) {
        return observance(
                rules,
                change.getInstant(),
                change.getDateTimeBefore(),
                change.getOffsetBefore(),
                change.getOffsetAfter());
    }

    /** @param begins by the clock that is changed, before it is */
    private static Observance observance(
            ZoneRules rules, Instant at, LocalDateTime begins, ZoneOffset from, ZoneOffset to) {
        Observance observance = rules.isDaylightSavings(at) ? new DaylightSavingsTime() : new StandardTime();
        observance.setDateStart(new DateTimeComponents(
                begins.getYear(),
                begins.getMonthValue(),
                begins.getDayOfMonth(),
                begins.getHour(),
                begins.getMinute(),
                begins.getSecond(),
                false));
        observance.setTimezoneOffsetFrom(new UtcOffset(from.getTotalSeconds() * 1000L));
        observance.setTimezoneOffsetTo(new UtcOffset(to.getTotalSeconds() * 1000L));
        return observance;
    }
}
