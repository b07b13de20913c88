package org.shanyraq.crm.dialogue.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shanyraq.crm.dialogue.DialogueSummary;

/**
 * A month in whole weeks, from Monday to Sunday and numbered as in ISO 8601, with the dialogues of each day. A dialogue stands on the
 * days on which it takes place where it takes place.
 */
record CalendarMonth(YearMonth month, List<Week> weeks) {

    record Week(int number, List<Day> days) {}

    /**
     * @param within whether the day is one of the month, and not of the one before or after
     */
    record Day(LocalDate date, boolean within, List<Entry> entries) {}

    /**
     * @param begins false on the second day and later ones
     */
    record Entry(DialogueSummary dialogue, boolean begins) {}

    static LocalDate firstDay(YearMonth month) {
        return month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    static LocalDate lastDay(YearMonth month) {
        return month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    }

    /**
     * @param dialogues in the order of their beginning; those of other months are left out
     */
    static CalendarMonth of(YearMonth month, List<DialogueSummary> dialogues) {
        LocalDate last = lastDay(month);
        Map<LocalDate, List<Entry>> days = new LinkedHashMap<>();
        for (LocalDate day = firstDay(month); !day.isAfter(last); day = day.plusDays(1)) {
            days.put(day, new ArrayList<>());
        }
        for (DialogueSummary dialogue : dialogues) {
            LocalDate begins = dialogue.startsAt().atZone(dialogue.zone()).toLocalDate();
            // What ends at midnight is over when the next day begins.
            LocalDate ends =
                    dialogue.endsAt().minusNanos(1).atZone(dialogue.zone()).toLocalDate();
            days.forEach((day, entries) -> {
                if (!day.isBefore(begins) && !day.isAfter(ends)) {
                    entries.add(new Entry(dialogue, day.equals(begins)));
                }
            });
        }
        List<Week> weeks = new ArrayList<>();
        for (LocalDate monday = firstDay(month); !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            List<Day> week = new ArrayList<>();
            for (LocalDate day = monday; day.isBefore(monday.plusWeeks(1)); day = day.plusDays(1)) {
                week.add(new Day(
                        day, YearMonth.from(day).equals(month), List.copyOf(days.getOrDefault(day, List.of()))));
            }
            weeks.add(new Week(monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), List.copyOf(week)));
        }
        return new CalendarMonth(month, List.copyOf(weeks));
    }

    /** Whether nothing takes place in the month itself. */
    boolean isFree() {
        return weeks.stream()
                .flatMap(week -> week.days().stream())
                .noneMatch(day -> day.within() && !day.entries().isEmpty());
    }

    public YearMonth previous() {
        return month.minusMonths(1);
    }

    public YearMonth next() {
        return month.plusMonths(1);
    }
}
