package org.shanyraq.crm.dialogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.shared.LocalizedText;

class CalendarMonthTests {

    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");

    @Test
    void everyMonthIsShownInWholeWeeksFromMonday() {
        for (YearMonth month = YearMonth.of(2020, 1);
                month.isBefore(YearMonth.of(2032, 1));
                month = month.plusMonths(1)) {
            CalendarMonth calendar = CalendarMonth.of(month, List.of());
            List<CalendarMonth.Day> days = calendar.weeks().stream()
                    .flatMap(week -> week.days().stream())
                    .toList();
            assertThat(calendar.weeks())
                    .hasSizeBetween(4, 6)
                    .allMatch(week -> week.days().size() == 7)
                    .allMatch(week -> week.days().get(0).date().getDayOfWeek() == DayOfWeek.MONDAY);
            assertThat(days).filteredOn(CalendarMonth.Day::within).hasSize(month.lengthOfMonth());
            for (int i = 1; i < days.size(); i++) {
                assertThat(days.get(i).date()).isEqualTo(days.get(i - 1).date().plusDays(1));
            }
            assertThat(calendar.isFree()).isTrue();
        }
    }

    @Test
    void weeksAreNumberedAsInIso8601() {
        assertThat(CalendarMonth.of(YearMonth.of(2027, 1), List.of()).weeks())
                .extracting(CalendarMonth.Week::number)
                .containsExactly(53, 1, 2, 3, 4);
    }

    @Test
    void aDialogueStandsOnTheDayOfItsPlace() {
        CalendarMonth calendar = CalendarMonth.of(
                YearMonth.of(2026, 11),
                List.of(
                        dialogue("2026-11-05T18:00", "2026-11-05T20:00", BRUSSELS),
                        // Still the fifth in Brussels.
                        dialogue("2026-11-06T01:00", "2026-11-06T03:00", ALMATY)));
        assertThat(begun(calendar, "2026-11-05")).containsExactly("2026-11-05T18:00");
        assertThat(begun(calendar, "2026-11-06")).containsExactly("2026-11-06T01:00");
    }

    @Test
    void whatLastsDaysStandsOnEachAndEndsAtMidnightTheDayBefore() {
        CalendarMonth calendar = CalendarMonth.of(
                YearMonth.of(2026, 11),
                List.of(
                        dialogue("2026-10-31T09:00", "2026-11-02T12:00", BRUSSELS),
                        dialogue("2026-11-10T20:00", "2026-11-11T00:00", BRUSSELS)));
        assertThat(day(calendar, "2026-10-31").entries())
                .extracting(CalendarMonth.Entry::begins)
                .containsExactly(true);
        assertThat(day(calendar, "2026-11-01").entries())
                .extracting(CalendarMonth.Entry::begins)
                .containsExactly(false);
        assertThat(day(calendar, "2026-11-02").entries())
                .extracting(CalendarMonth.Entry::begins)
                .containsExactly(false);
        assertThat(day(calendar, "2026-11-03").entries()).isEmpty();
        assertThat(day(calendar, "2026-11-10").entries()).hasSize(1);
        assertThat(day(calendar, "2026-11-11").entries()).isEmpty();
        assertThat(calendar.isFree()).isFalse();
    }

    @Test
    void aMonthIsFreeThoughItsNeighboursAreNot() {
        CalendarMonth calendar = CalendarMonth.of(
                YearMonth.of(2026, 11), List.of(dialogue("2026-10-30T09:00", "2026-10-30T12:00", BRUSSELS)));
        assertThat(day(calendar, "2026-10-30").entries()).hasSize(1);
        assertThat(day(calendar, "2026-10-30").within()).isFalse();
        assertThat(calendar.isFree()).isTrue();
    }

    private static List<String> begun(CalendarMonth calendar, String date) {
        return day(calendar, date).entries().stream()
                .map(CalendarMonth.Entry::dialogue)
                .map(dialogue -> LocalDateTime.ofInstant(dialogue.startsAt(), dialogue.zone())
                        .toString())
                .toList();
    }

    private static CalendarMonth.Day day(CalendarMonth calendar, String date) {
        return calendar.weeks().stream()
                .flatMap(week -> week.days().stream())
                .filter(day -> day.date().equals(LocalDate.parse(date)))
                .findFirst()
                .orElseThrow();
    }

    private static DialogueSummary dialogue(String start, String end, ZoneId zone) {
        return new DialogueSummary(
                new DialogueId(UUID.randomUUID()),
                new MissionId(UUID.randomUUID()),
                LocalizedText.of("en", "Water"),
                null,
                null,
                null,
                DialogueState.DRAFT,
                DialogueFormat.IN_PERSON,
                "House of the steppe",
                LocalDateTime.parse(start).atZone(zone).toInstant(),
                LocalDateTime.parse(end).atZone(zone).toInstant(),
                zone,
                Sensitivity.INTERNAL,
                false);
    }
}
