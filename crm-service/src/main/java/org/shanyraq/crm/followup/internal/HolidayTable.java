package org.shanyraq.crm.followup.internal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * The public holidays of countries, from {@code crm/followup/holidays.csv}. A day is written as {@code *-05-01} when it is the same each year, else as
 * a date; those whose date moves stand there for some years.
 *
 * <p>Belgium: the ten legal holidays of the Royal Decree of 18 April 1974 on holidays (article 1). Easter Monday, Ascension Day and Whit Monday
 * follow Easter Sunday of the Gregorian calendar.
 *
 * <p>Kazakhstan: the national and state holidays of the Law of 13 December 2001, no. 267, "On holidays in the Republic of Kazakhstan", with the
 * days off of article 84 of the Labour Code: 7 January and the first day of Kurban Ait. A national or state holiday that falls on a Saturday
 * or Sunday is made up for on the next working day (column {@code moves}). The first day of Kurban Ait is that of the calculated calendar; the
 * Spiritual Administration of Muslims announces it, and it may differ by a day. Days that the government moves by decree are named by each
 * mission.
 */
class HolidayTable {

    private static final String FILE = "/crm/followup/holidays.csv";

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private record Row(String country, String day, boolean moves, LocalizedText name) {}

    private final List<Row> rows;
    private final int knownUntil;
    private final Map<String, Map<LocalDate, LocalizedText>> years = new ConcurrentHashMap<>();

    HolidayTable() {
        List<Row> read = new ArrayList<>();
        try (InputStream file = Objects.requireNonNull(HolidayTable.class.getResourceAsStream(FILE));
                CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            csv.forEach(row -> read.add(new Row(
                    row.getField("country"),
                    row.getField("day"),
                    row.getField("moves").equals("yes"),
                    new LocalizedText(Map.of(
                            "en", row.getField("en"),
                            "fr", row.getField("fr"),
                            "kk", row.getField("kk"),
                            "ru", row.getField("ru"))))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        this.rows = List.copyOf(read);
        this.knownUntil = rows.stream()
                .filter(row -> !row.day().startsWith("*"))
                .mapToInt(row -> LocalDate.parse(row.day()).getYear())
                .max()
                .orElseThrow();
    }

    /** The last year for which days that move are known. */
    int knownUntil() {
        return knownUntil;
    }

    static boolean isWeekend(LocalDate day) {
        return WEEKEND.contains(day.getDayOfWeek());
    }

    /** The holidays of a country in that year, with those that make up for others; empty for a country of which none are known. */
    Map<LocalDate, LocalizedText> of(String country, int year) {
        return years.computeIfAbsent(country + year, any -> reckoned(country, year));
    }

    private Map<LocalDate, LocalizedText> reckoned(String country, int year) {
        Map<LocalDate, LocalizedText> days = new TreeMap<>();
        List<LocalDate> lost = new ArrayList<>();
        for (Row row : rows) {
            LocalDate day = row.day().startsWith("*")
                    ? MonthDay.parse("-" + row.day().substring(1)).atYear(year)
                    : LocalDate.parse(row.day());
            if (row.country().equals(country) && day.getYear() == year) {
                days.put(day, row.name());
                if (row.moves() && isWeekend(day)) {
                    lost.add(day);
                }
            }
        }
        lost.sort(null);
        for (LocalDate day : lost) {
            LocalDate instead = day;
            while (isWeekend(instead) || days.containsKey(instead)) {
                instead = instead.plusDays(1);
            }
            days.put(instead, Objects.requireNonNull(days.get(day)));
        }
        return days;
    }
}
