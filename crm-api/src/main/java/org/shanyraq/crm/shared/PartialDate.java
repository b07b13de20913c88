package org.shanyraq.crm.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date of which perhaps only the year, or the year and the month, is known. It stands for the whole period that it
 * leaves open: {@code 2024} covers 1 January to 31 December 2024.
 *
 * @param year 1000 to 9999
 * @param month 1 to 12, or null when only the year is known
 * @param day a day of that month, or null when it is not known; never set without a month
 */
public record PartialDate(
        int year, @Nullable Integer month, @Nullable Integer day) implements Comparable<PartialDate> {

    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    public PartialDate {
        if (year < 1000 || year > 9999) {
            throw new IllegalArgumentException("year out of range: " + year);
        }
        if (month == null && day != null) {
            throw new IllegalArgumentException("a day needs a month");
        }
        try {
            if (month != null) {
                YearMonth.of(year, month);
                if (day != null) {
                    LocalDate.of(year, month, day);
                }
            }
        } catch (DateTimeException impossible) {
            throw new IllegalArgumentException(impossible.getMessage(), impossible);
        }
    }

    /**
     * Reads {@code 2024}, {@code 2024-05} or {@code 2024-05-17}.
     *
     * @throws IllegalArgumentException when the text is none of these or no such date exists
     */
    public static PartialDate parse(String text) {
        Matcher iso = ISO.matcher(text.strip());
        if (!iso.matches()) {
            throw new IllegalArgumentException("not a date of the form 2024, 2024-05 or 2024-05-17: " + text);
        }
        return new PartialDate(
                Integer.parseInt(iso.group(1)),
                iso.group(2) == null ? null : Integer.valueOf(iso.group(2)),
                iso.group(3) == null ? null : Integer.valueOf(iso.group(3)));
    }

    public static PartialDate of(LocalDate date) {
        return new PartialDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    /** The first day that this may mean. */
    public LocalDate earliest() {
        return LocalDate.of(year, month == null ? 1 : month, day == null ? 1 : day);
    }

    /** The last day that this may mean. */
    public LocalDate latest() {
        if (day != null) {
            return earliest();
        }
        return YearMonth.of(year, month == null ? 12 : month).atEndOfMonth();
    }

    /** Orders by the first possible day, and among those the less exact date last. */
    @Override
    public int compareTo(PartialDate other) {
        int byStart = earliest().compareTo(other.earliest());
        return byStart != 0 ? byStart : latest().compareTo(other.latest());
    }

    /** The ISO 8601 form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder iso = new StringBuilder(10).append("%04d".formatted(year));
        if (month != null) {
            iso.append("-%02d".formatted(month));
        }
        if (day != null) {
            iso.append("-%02d".formatted(day));
        }
        return iso.toString();
    }
}
