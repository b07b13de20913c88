package org.shanyraq.crm.capture.internal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A day as people name it, at the beginning of some words.
 *
 * @param words how many of them name it
 * @param day null when it lies so many working days ahead, or is not sure
 * @param workingDays null when the day is known
 * @param week whether a whole week was named, of which it is the first day
 * @param trouble why it is not sure; null when it is
 */
record SaidDay(
        int words,
        @Nullable LocalDate day,
        @Nullable Integer workingDays,
        boolean week,
        @Nullable String trouble) {

    /** The words may mean several days. */
    static final String UNCLEAR = "day-unclear";
    /** The day of the week is not the one of the date. */
    static final String DISAGREES = "day-disagrees";

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d{2}))?");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|er|e|-го|-е)?");
    private static final Pattern PLAIN = Pattern.compile("\\d{1,2}[./]\\d{1,2}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern AHEAD = Pattern.compile("\\+(\\d{1,3})([wsна]?)");
    private static final Pattern CLOCK =
            Pattern.compile("(\\d{1,2})(?:[:h](\\d{2})|h)(?:-?(?:да|де|та|те|ден|дан|тен|тан|ге|га|ке))?");
    private static final Pattern HALF = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?([ap])\\.?m");
    private static final Pattern HOUR = Pattern.compile("(\\d{1,2})(?:-?(?:да|де|та|те))?");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,2}(?:[:h]\\d{2}|h))[-–—](\\d{1,2}(?:[:h]\\d{2}|h))");
    private static final Set<String> LAST = Set.of("last", "прошлыи", "прошлую", "прошлое", "өткен");
    private static final Set<String> LAST_AFTER = Set.of("dernier");
    private static final Set<String> DAY_WORD = Set.of("күні", "күніне");
    private static final Set<String> UNTIL_AFTER = Set.of("деиін");
    /** Words that are days of the week in short, and other words too. */
    private static final Set<String> AMBIGUOUS =
            Set.of("mon", "mer", "mar", "sam", "sun", "sat", "dim", "ven", "jeu", "lun", "wed", "сб", "вс");

    private static final Set<String> HOURS =
            Set.of("am", "pm", "a.m", "p.m", "h", "heures", "heure", "часов", "часа", "час", "o'clock");
    /** Before that hour of a clock of twenty-four hours the afternoon may be meant. */
    private static final int EARLY = 7;

    private static final Set<String> PARTS = Set.of(
            "morning",
            "afternoon",
            "evening",
            "matin",
            "apres-midi",
            "soir",
            "утром",
            "днем",
            "вечером",
            "таңертең",
            "кешке");
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
            return ahead ? due(folded, today) : bare(folded, today, false);
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** A day to come, with what may stand around it: by Friday, до пятницы, жұмаға дейін. */
    private static @Nullable SaidDay due(List<String> folded, LocalDate today) {
        SaidDay day = bare(folded, today, true);
        for (int before = 1; day == null && before < Math.min(CaptureWords.LONGEST, folded.size()); before++) {
            if (CaptureWords.isDeadline(String.join(" ", folded.subList(0, before)))) {
                SaidDay behind = bare(folded.subList(before, folded.size()), today, true);
                day = behind == null || behind.workingDays() != null ? null : behind.longer(before);
            }
        }
        return day != null && folded.size() > day.words() && UNTIL_AFTER.contains(folded.get(day.words()))
                ? day.longer(1)
                : day;
    }

    private static @Nullable SaidDay bare(List<String> folded, LocalDate today, boolean ahead) {
        SaidDay numbers = numbers(folded, today, ahead);
        return numbers != null ? numbers : words(folded, today, ahead);
    }

    /**
     * Whether a text names a day to come somewhere, or may do so. What stands in quotation marks is not looked at.
     *
     * @param text as typed
     */
    static boolean isIn(String text, LocalDate today) {
        String folded = CaptureWords.folded(CaptureWords.unquoted(text));
        List<String> words = Stream.of(folded.split("[\\s,;()]+"))
                .map(word -> word.replaceAll("[.:!?]+$", ""))
                .filter(word -> !word.isEmpty())
                .toList();
        if (folded.matches(".*\\b(end of (the |this |next )?(year|quarter)|fin (de l'|d')annee)\\b.*")
                || folded.matches(".*(конц[ау] (этого )?(года|квартала)|соңына деиін|\\d дня).*")) {
            return true;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean environment = i > 0 && words.get(i - 1).startsWith("окружающ");
            if ((CaptureWords.tellsDays(word) && !environment) || isDate(words, i)) {
                return true;
            }
            SaidDay day = read(words.subList(i, words.size()), today, true);
            if (day != null && day.isPlain(word) && !environment) {
                return true;
            }
        }
        return false;
    }

    /** Whether a date is written there, even one that there is not. */
    private static boolean isDate(List<String> words, int at) {
        String word = words.get(at);
        String behind = at + 1 < words.size() ? words.get(at + 1) : "";
        boolean led = at == 0 || CaptureWords.isDeadline(words.get(at - 1));
        boolean counted =
                NUMBER.matcher(behind).matches() && (word.equals("le") || (at == 0 && CaptureWords.isDeadline(word)));
        return counted
                || ISO.matcher(word).matches()
                || word.matches("\\d{1,2}-го")
                || (led && word.matches("\\d{1,2}-\\d{1,2}(-\\d{2,4})?"))
                || (word.matches(".+[-/–—].+")
                        && Stream.of(word.split("[-/–—]"))
                                .anyMatch(part -> CaptureWords.weekday(part) != null && !AMBIGUOUS.contains(part)))
                || (NUMBERS.matcher(word).matches()
                        && (led || !PLAIN.matcher(word).matches() || word.matches("\\d{2}.\\d{2}")))
                || (NUMBER.matcher(word).matches() && CaptureWords.month(behind) != null)
                || (NUMBER.matcher(behind).matches() && CaptureWords.month(word) != null);
    }

    /** Whether some words begin with a day to come, or with a word that makes one of what stands before it. */
    static boolean begins(List<String> folded, LocalDate today) {
        if (folded.isEmpty()) {
            return false;
        }
        if (folded.get(0).matches("or|and|ou|et|или|и|либо|немесе|және")) {
            return begins(folded.subList(1, folded.size()), today);
        }
        SaidDay day = read(folded, today, true);
        boolean more =
                folded.size() > 1 && folded.get(0).equals("en") && folded.get(1).matches("huit|quinze");
        return more
                || CaptureWords.tellsDays(folded.get(0))
                || CaptureWords.isNext(folded.get(0))
                || (day != null && day.isPlain(folded.get(0)));
    }

    /** Whether a word is a day of the week in short, and may be another word too. */
    static boolean isAmbiguous(String folded) {
        return AMBIGUOUS.contains(folded);
    }

    /** Whether the words can hardly mean anything but a day, of which this is the first. */
    private boolean isPlain(String word) {
        return words > 1
                || !(AMBIGUOUS.contains(word) || (PLAIN.matcher(word).matches() && !word.matches("\\d{2}.\\d{2}")));
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
                            : LocalDate.of(
                                    number(numbers, 3) + (numbers.group(3).length() == 2 ? 2000 : 0),
                                    number(numbers, 2),
                                    number(numbers, 1)));
        }
        Matcher further = AHEAD.matcher(first);
        if (ahead && further.matches()) {
            int many = number(further, 1);
            boolean weeks = !further.group(2).isEmpty();
            if (many > MOST_DAYS) {
                return null;
            }
            return weeks ? on(1, today.plusWeeks(many)) : new SaidDay(1, null, many, false, null);
        }
        Matcher day = NUMBER.matcher(first);
        if (day.matches() && folded.size() > 1) {
            int named = folded.get(1).equals("of") && folded.size() > 2 ? 2 : 1;
            Integer month = CaptureWords.month(folded.get(named));
            if (month != null) {
                return dated(number(day, 1), month, named + 1, folded, today, ahead);
            }
            return counted(number(day, 1), folded, today, ahead);
        }
        Integer month = CaptureWords.month(first);
        if (month != null && folded.size() > 1) {
            Matcher after = NUMBER.matcher(folded.get(1));
            // In "mar 3 décembre" the first word is a day of the week.
            if (after.matches() && (folded.size() < 3 || CaptureWords.month(folded.get(2)) == null)) {
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
        int week = ahead ? nextWeek(folded) : 0;
        if (week > 0) {
            return new SaidDay(week, monday(today), null, true, null);
        }
        boolean last = !ahead && LAST.contains(folded.get(0));
        boolean next = ahead && CaptureWords.isNext(folded.get(0));
        int at = last || next ? 1 : 0;
        DayOfWeek weekday = folded.size() > at ? CaptureWords.weekday(folded.get(at)) : null;
        if (weekday == null) {
            return null;
        }
        int words = at + 1;
        if (folded.size() > words
                && (DAY_WORD.contains(folded.get(words)) || (!ahead && LAST_AFTER.contains(folded.get(words))))) {
            words++;
        }
        List<String> behind = folded.subList(words, folded.size());
        return next ? following(words, weekday, today) : weekday(words, weekday, behind, today, ahead);
    }

    /** A day of the week with what stands behind it: a date, the day of the month, or that it is of another week. */
    private static SaidDay weekday(int words, DayOfWeek weekday, List<String> behind, LocalDate today, boolean ahead) {
        int week = ahead ? nextWeek(behind) : 0;
        if (week > 0) {
            return on(words + week, monday(today).with(TemporalAdjusters.nextOrSame(weekday)));
        }
        if (ahead && !behind.isEmpty() && CaptureWords.isNext(behind.get(0))) {
            return following(words + 1, weekday, today);
        }
        if (!ahead && !behind.isEmpty() && PARTS.contains(behind.get(0))) {
            return on(words + 1, today.with(TemporalAdjusters.previous(weekday)));
        }
        LocalDate nearest = today.with(ahead ? TemporalAdjusters.next(weekday) : TemporalAdjusters.previous(weekday));
        int article = !behind.isEmpty()
                        && (behind.get(0).equals("the") || behind.get(0).equals("le"))
                ? 1
                : 0;
        List<String> dated = behind.subList(article, behind.size());
        if (dated.isEmpty()
                || dated.get(0).isEmpty()
                || !Character.isLetterOrDigit(dated.get(0).charAt(0))) {
            return on(words, nearest);
        }
        SaidDay date;
        try {
            date = isCount(dated) ? null : numbers(dated, today, ahead);
        } catch (DateTimeException none) {
            return unsure(words + article + 1, DISAGREES);
        }
        if (date != null) {
            boolean agrees = Objects.requireNonNull(date.day()).getDayOfWeek() == weekday;
            return agrees ? date.longer(words + article) : unsure(words + article + date.words(), DISAGREES);
        }
        Matcher number = NUMBER.matcher(dated.get(0));
        if (number.matches() && (dated.size() < 2 || !HOURS.contains(dated.get(1)))) {
            return number(number, 1) == nearest.getDayOfMonth()
                    ? on(words + article + 1, nearest)
                    : unsure(words + article + 1, UNCLEAR);
        }
        return on(words, nearest);
    }

    private static boolean isCount(List<String> folded) {
        return folded.size() > 1 && folded.get(1).matches("days?|weeks?|день|дня|днеи|недел.*|күн.*|апта.*");
    }

    /** "Next Friday": people mean the coming one or the one after it, unless the coming one lies in the next week. */
    private static SaidDay following(int words, DayOfWeek weekday, LocalDate today) {
        LocalDate coming = today.with(TemporalAdjusters.next(weekday));
        return coming.isBefore(monday(today)) ? unsure(words, UNCLEAR) : on(words, coming);
    }

    /** The first day of the next week. */
    private static LocalDate monday(LocalDate today) {
        return today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    /** How many words at the beginning mean the next week. */
    private static int nextWeek(List<String> folded) {
        for (int many = Math.min(CaptureWords.LONGEST, folded.size()); many > 0; many--) {
            if (CaptureWords.isNextWeek(String.join(" ", folded.subList(0, many)))) {
                return many;
            }
        }
        return 0;
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
        return new SaidDay(words, day, null, false, null);
    }

    private static SaidDay unsure(int words, String trouble) {
        return new SaidDay(words, null, null, false, trouble);
    }

    private SaidDay longer(int more) {
        return new SaidDay(words + more, day, workingDays, week, trouble);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /**
     * A time of day at the beginning of some words.
     *
     * @param words how many of them name it, and until when it was
     * @param time null when it is not sure which one is meant
     */
    record Clock(int words, @Nullable LocalTime time) {}

    /**
     * @param folded the words, of which the first ones may name a time of day
     * @return null when they name none
     */
    static @Nullable Clock clock(List<String> folded) {
        if (folded.isEmpty()) {
            return null;
        }
        Matcher range = RANGE.matcher(folded.get(0));
        if (range.matches()) {
            LocalTime from = time(range.group(1));
            LocalTime to = time(range.group(2));
            return from == null || to == null ? null : new Clock(1, from);
        }
        Clock from = oneClock(folded);
        if (from != null
                && folded.size() > from.words()
                && folded.get(from.words() - 1).matches(".*[дт][еа]н")) {
            Clock to = oneClock(folded.subList(from.words(), folded.size()));
            return to == null ? from : new Clock(from.words() + to.words(), to.time() == null ? null : from.time());
        }
        if (from == null
                || folded.size() < from.words() + 2
                || !folded.get(from.words()).matches("to|until|till|a|до|[-–—]")) {
            return from;
        }
        Clock to = oneClock(folded.subList(from.words() + 1, folded.size()));
        return to == null ? from : new Clock(from.words() + 1 + to.words(), to.time() == null ? null : from.time());
    }

    private static @Nullable Clock oneClock(List<String> folded) {
        String first = folded.get(0);
        String second = folded.size() > 1 ? folded.get(1) : "";
        if (first.matches("noon|midi|полдень|полудень")) {
            return new Clock(1, LocalTime.NOON);
        }
        if (first.equals("сағат") && !second.isEmpty()) {
            LocalTime time = time(second);
            Matcher hour = HOUR.matcher(second);
            return time != null
                    ? new Clock(2, time)
                    : hour.matches() ? new Clock(2, hour(number(hour, 1), null, "")) : null;
        }
        if (second.matches("[ap]\\.?m") && first.matches("\\d{1,2}(?:[:.]\\d{2})?")) {
            return new Clock(2, time(first + second));
        }
        LocalTime time = time(first);
        if (time != null) {
            return new Clock(first.matches("\\d.*") && second.matches("деиін|баиын") ? 2 : 1, time);
        }
        if (first.matches("\\d{1,2}") && second.matches("утра|вечера")) {
            return new Clock(2, hour(Integer.parseInt(first), null, second));
        }
        if (!first.matches("\\d{1,2}") || !HOURS.contains(second)) {
            return null;
        }
        int words = 2;
        String minutes = null;
        if (folded.size() > words && folded.get(words).matches("[0-5]\\d")) {
            minutes = folded.get(words);
            words++;
            if (folded.size() > words && folded.get(words).matches("минуты?|minutes?")) {
                words++;
            }
        }
        String half = "";
        for (int many = 1; many <= 3 && folded.size() >= words + many; many++) {
            String phrase = String.join(" ", folded.subList(words, words + many));
            if (phrase.matches("du matin|du soir|de l'apres-midi|утра|дня|вечера|in the (morning|afternoon|evening)")) {
                half = phrase;
                words += many;
                break;
            }
        }
        return new Clock(
                words, hour(Integer.parseInt(first), minutes, second.equals("o'clock") && half.isEmpty() ? "?" : half));
    }

    /** The time, unless an early hour may be meant as one of the afternoon. */
    private static @Nullable LocalTime hour(int hour, @Nullable String minutes, String half) {
        if (half.matches("du matin|утра|in the morning")) {
            return time(hour, minutes);
        }
        if (!half.isEmpty() && !half.equals("?")) {
            return hour > 0 && hour < 12 ? time(hour + 12, minutes) : time(hour, minutes);
        }
        return hour < EARLY || (half.equals("?") && hour <= 12) ? null : time(hour, minutes);
    }

    /** The time of day that a word names, or null. */
    static @Nullable LocalTime time(String folded) {
        Matcher clock = CLOCK.matcher(folded);
        if (clock.matches()) {
            return time(number(clock, 1), clock.group(2));
        }
        Matcher half = HALF.matcher(folded);
        if (half.matches() && number(half, 1) >= 1 && number(half, 1) <= 12) {
            return time(number(half, 1) % 12 + (half.group(3).equals("p") ? 12 : 0), half.group(2));
        }
        return null;
    }

    private static @Nullable LocalTime time(int hour, @Nullable String minutes) {
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
        return hour > 23 || minute > 59 ? null : LocalTime.of(hour, minute);
    }
}
