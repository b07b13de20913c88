package org.shanyraq.crm.capture.internal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day as people name it, at the beginning of some words.
 *
 * @param words how many of them name it
 * @param day null when it lies so many working days ahead
 * @param workingDays null when the day is known
 */
record SaidDay(int words, @Nullable LocalDate day, @Nullable Integer workingDays) {

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}))?");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|er|e|-го|-е)?");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern AHEAD = Pattern.compile("\\+(\\d{1,3})([wsна]?)");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:h](\\d{2})|h)");
    private static final Pattern HALF = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?(am|pm)");
    private static final Set<String> LAST = Set.of("last", "прошлыи", "прошлую", "прошлое", "өткен");
    private static final Set<String> LAST_AFTER = Set.of("dernier");
    private static final Set<String> DAY_WORD = Set.of("күні");
    private static final int MOST_DAYS = 250;

    /**
     * @param folded the words, of which the first ones may name a day
     * @param ahead whether it is still to come: of those that the words may mean it is the next one from today on, and a day of the week is
     *     the next one after today; else it is the last one until today, and the last one before today
     * @return null when they name none
     */
    static @Nullable SaidDay read(List<String> folded, LocalDate today, boolean ahead) {
        if (folded.isEmpty()) {
            return null;
        }
        try {
            SaidDay numbers = numbers(folded, today, ahead);
            return numbers != null ? numbers : words(folded, today, ahead);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable SaidDay numbers(List<String> folded, LocalDate today, boolean ahead) {
        String first = folded.get(0);
        Matcher iso = ISO.matcher(first);
        if (iso.matches()) {
            return on(1, LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3)));
        }
        Matcher numbers = NUMBERS.matcher(first);
        if (numbers.matches()) {
            return on(
                    1,
                    numbers.group(3) == null
                            ? nearest(number(numbers, 1), number(numbers, 2), today, ahead)
                            : LocalDate.of(number(numbers, 3), number(numbers, 2), number(numbers, 1)));
        }
        Matcher further = AHEAD.matcher(first);
        if (ahead && further.matches()) {
            int many = number(further, 1);
            boolean weeks = !further.group(2).isEmpty();
            if (many > MOST_DAYS) {
                return null;
            }
            return weeks ? on(1, today.plusWeeks(many)) : new SaidDay(1, null, many);
        }
        Matcher day = NUMBER.matcher(first);
        if (day.matches() && folded.size() > 1) {
            Integer month = CaptureWords.month(folded.get(1));
            if (month != null) {
                return dated(number(day, 1), month, 2, folded, today, ahead);
            }
            return counted(number(day, 1), folded, today, ahead);
        }
        Integer month = CaptureWords.month(first);
        if (month != null && folded.size() > 1) {
            Matcher after = NUMBER.matcher(folded.get(1));
            if (after.matches()) {
                return dated(number(after, 1), month, 2, folded, today, ahead);
            }
        }
        return null;
    }

    private static @Nullable SaidDay dated(
            int day, int month, int words, List<String> folded, LocalDate today, boolean ahead) {
        if (folded.size() > words && YEAR.matcher(folded.get(words)).matches()) {
            return on(words + 1, LocalDate.of(Integer.parseInt(folded.get(words)), month, day));
        }
        return on(words, nearest(day, month, today, ahead));
    }

    /** Three days ago, in three days. */
    private static @Nullable SaidDay counted(int many, List<String> folded, LocalDate today, boolean ahead) {
        if (!ahead && folded.size() > 2) {
            String unit = folded.get(1) + " " + folded.get(2);
            if (unit.matches("days? ago|(день|дня|днеи) назад|күн бұрын")) {
                return on(3, today.minusDays(many));
            }
            if (unit.matches("weeks? ago|(неделю|недели|недель) назад|апта бұрын")) {
                return on(3, today.minusWeeks(many));
            }
        }
        if (ahead && folded.size() > 2) {
            String unit = folded.get(1) + " " + folded.get(2);
            if (unit.equals("күннен кеиін")) {
                return on(3, today.plusDays(many));
            }
            if (unit.equals("аптадан кеиін")) {
                return on(3, today.plusWeeks(many));
            }
        }
        return null;
    }

    private static @Nullable SaidDay words(List<String> folded, LocalDate today, boolean ahead) {
        for (int many = Math.min(CaptureWords.LONGEST, folded.size()); many > 0; many--) {
            Integer near = CaptureWords.near(String.join(" ", folded.subList(0, many)));
            if (near != null) {
                return on(many, today.plusDays(near));
            }
        }
        if (folded.size() > 3 && folded.get(3).matches("\\d{1,2}") && !ahead) {
            // il y a 3 jours
            String begin = String.join(" ", folded.subList(0, 3));
            if (begin.equals("il y a") && folded.size() > 4) {
                int many = Integer.parseInt(folded.get(3));
                if (folded.get(4).matches("jours?")) {
                    return on(5, today.minusDays(many));
                }
                if (folded.get(4).matches("semaines?")) {
                    return on(5, today.minusWeeks(many));
                }
            }
        }
        if (ahead && folded.size() > 2 && folded.get(1).matches("\\d{1,2}")) {
            String around = folded.get(0) + " " + folded.get(2);
            int many = Integer.parseInt(folded.get(1));
            if (around.matches("in days?|dans jours?|через (день|дня|днеи)")) {
                return on(3, today.plusDays(many));
            }
            if (around.matches("in weeks?|dans semaines?|через (неделю|недели|недель)")) {
                return on(3, today.plusWeeks(many));
            }
        }
        boolean last = !ahead && LAST.contains(folded.get(0));
        int at = last ? 1 : 0;
        DayOfWeek weekday = folded.size() > at ? CaptureWords.weekday(folded.get(at)) : null;
        if (weekday == null) {
            return null;
        }
        int words = at + 1;
        if (folded.size() > words
                && (DAY_WORD.contains(folded.get(words)) || (!ahead && LAST_AFTER.contains(folded.get(words))))) {
            words++;
        }
        return on(words, today.with(ahead ? TemporalAdjusters.next(weekday) : TemporalAdjusters.previous(weekday)));
    }

    private static LocalDate nearest(int day, int month, LocalDate today, boolean ahead) {
        // The 29th of February is found within eight years.
        for (int years = 0; years <= 8; years++) {
            int year = today.getYear() + (ahead ? years : -years);
            if (day <= YearMonth.of(year, month).lengthOfMonth()) {
                LocalDate date = LocalDate.of(year, month, day);
                if (ahead ? !date.isBefore(today) : !date.isAfter(today)) {
                    return date;
                }
            }
        }
        throw new DateTimeException("no such day");
    }

    private static SaidDay on(int words, LocalDate day) {
        return new SaidDay(words, day, null);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** The time of day that a word names, or null. */
    static @Nullable LocalTime time(String folded) {
        Matcher clock = CLOCK.matcher(folded);
        if (clock.matches()) {
            return time(number(clock, 1), clock.group(2));
        }
        Matcher half = HALF.matcher(folded);
        if (half.matches() && number(half, 1) >= 1 && number(half, 1) <= 12) {
            return time(number(half, 1) % 12 + (half.group(3).equals("pm") ? 12 : 0), half.group(2));
        }
        return null;
    }

    private static @Nullable LocalTime time(int hour, @Nullable String minutes) {
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
        return hour > 23 || minute > 59 ? null : LocalTime.of(hour, minute);
    }
}
