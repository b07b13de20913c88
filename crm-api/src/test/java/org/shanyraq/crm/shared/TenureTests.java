package org.shanyraq.crm.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row V2: dates of mandates may be partial, unknown or open. */
class TenureTests {

    @ParameterizedTest(name = "{0} to {1} on {2}: {3}")
    @CsvSource({
        "2019, 2024, 2019-01-01, true",
        "2019, 2024, 2024-12-31, true",
        "2019, 2024, 2018-12-31, false",
        "2019, 2024, 2025-01-01, false",
        "2024-02, 2024-02, 2024-02-29, true",
        "2024-02, 2024-02, 2024-03-01, false",
        "2024-07-16, , 2024-07-16, true",
        "2024-07-16, , 2024-07-15, false",
        "2024-07-16, , 2099-01-01, true",
        ", 2024-07-15, 1950-01-01, true",
        ", 2024-07-15, 2024-07-16, false",
        ", , 2024-07-16, true",
    })
    void coversEachDayThatItMayMean(String since, String until, LocalDate day, boolean covered) {
        assertThat(tenure(since, until).covers(day)).isEqualTo(covered);
    }

    @Test
    void coversNoDayWhenItEndedAtAnUnknownTime() {
        assertThat(new Tenure(PartialDate.parse("2019"), null, true).covers(LocalDate.of(2020, 1, 1)))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} to {1} and {2} to {3}: {4}")
    @CsvSource({
        "2019, 2021, 2021, 2023, true",
        "2019, 2020, 2021, 2023, false",
        "2019, , 2021, 2023, true",
        ", , 2021, 2023, true",
        "2019-05-01, 2019-05-31, 2019-06-01, , false",
        "2019-05, 2019-05, 2019-05-31, , true",
    })
    void overlapsWhenOneDayMayBelongToBoth(String a, String b, String c, String d, boolean overlapping) {
        assertThat(tenure(a, b).overlaps(tenure(c, d))).isEqualTo(overlapping);
        assertThat(tenure(c, d).overlaps(tenure(a, b))).isEqualTo(overlapping);
    }

    @Test
    void cannotEndBeforeItStarts() {
        assertThatThrownBy(() -> tenure("2024-05", "2024-04-30")).isInstanceOf(IllegalArgumentException.class);
        assertThat(tenure("2024-05", "2024").until()).hasToString("2024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024", "2024-05", "2024-05-17", "2024-02-29"})
    void partialDatesReadBackAsWritten(String iso) {
        assertThat(PartialDate.parse(iso)).hasToString(iso);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "2024-13", "2023-02-29", "2024-5", "17.05.2024", "2024-05-17T00:00", "99999"})
    void datesThatDoNotExistAreRefused(String text) {
        assertThatThrownBy(() -> PartialDate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Tenure tenure(String since, String until) {
        return Tenure.between(
                since == null ? null : PartialDate.parse(since), until == null ? null : PartialDate.parse(until));
    }
}
