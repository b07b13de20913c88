package org.shanyraq.crm.followup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.shared.LocalizedText;

/** Row V17 of the features: the holidays of host and home country. */
class HolidayTableTests {

    private final HolidayTable table = new HolidayTable();

    @Test
    void belgiumHasItsTenLegalHolidaysInEachYearThatIsKnown() {
        for (int year = 2025; year <= table.knownUntil(); year++) {
            Map<LocalDate, LocalizedText> days = table.of("BE", year);
            LocalDate easter = easterMonday(days);
            assertThat(days).as(Integer.toString(year)).hasSize(10);
            assertThat(days)
                    .containsKeys(
                            LocalDate.of(year, 1, 1),
                            LocalDate.of(year, 5, 1),
                            LocalDate.of(year, 7, 21),
                            LocalDate.of(year, 8, 15),
                            LocalDate.of(year, 11, 1),
                            LocalDate.of(year, 11, 11),
                            LocalDate.of(year, 12, 25),
                            easter.plusDays(38),
                            easter.plusDays(49));
            assertThat(easter.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(easter).isBetween(LocalDate.of(year, 3, 23), LocalDate.of(year, 4, 26));
        }
        assertThat(table.of("BE", 2026)).containsKeys(LocalDate.of(2026, 4, 6), LocalDate.of(2026, 5, 14));
        assertThat(table.of("BE", 2027)).containsKeys(LocalDate.of(2027, 3, 29), LocalDate.of(2027, 5, 17));
    }

    private static LocalDate easterMonday(Map<LocalDate, LocalizedText> days) {
        return days.entrySet().stream()
                .filter(day -> day.getValue().in("en").equals("Easter Monday"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void holidaysOfKazakhstanThatFallOnAWeekendAreMadeUpForOnTheNextWorkingDays() {
        Map<LocalDate, LocalizedText> days = table.of("KZ", 2026);
        // The 21st and 22nd are a Saturday and a Sunday, the 23rd is the third day of Nauryz.
        assertThat(days.get(LocalDate.of(2026, 3, 24))).isEqualTo(days.get(LocalDate.of(2026, 3, 21)));
        assertThat(days.get(LocalDate.of(2026, 3, 25))).isEqualTo(days.get(LocalDate.of(2026, 3, 22)));
        assertThat(days).doesNotContainKey(LocalDate.of(2026, 3, 26));
        assertThat(days).containsKeys(LocalDate.of(2026, 3, 9), LocalDate.of(2026, 5, 11), LocalDate.of(2026, 8, 31));
        // Neither the Nativity nor Kurban Ait is made up for: they are days off, and no holidays of the state.
        assertThat(table.of("KZ", 2028).keySet().stream().filter(day -> day.getMonthValue() == 5))
                .contains(LocalDate.of(2028, 5, 5));
        assertThat(table.of("KZ", 2029))
                .containsKey(LocalDate.of(2029, 1, 7))
                .doesNotContainKey(LocalDate.of(2029, 1, 8));
    }

    @Test
    void everyHolidayIsNamedInTheFourLanguages() {
        for (String country : new String[] {"BE", "KZ"}) {
            table.of(country, 2026).values().forEach(name -> assertThat(name.texts())
                    .containsOnlyKeys("en", "fr", "kk", "ru"));
        }
        assertThat(table.of("FR", 2026)).isEmpty();
    }
}
