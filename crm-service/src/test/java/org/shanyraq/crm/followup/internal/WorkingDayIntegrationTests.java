package org.shanyraq.crm.followup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.followup.Holiday;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Row V17 of the features: deadlines in working days. */
@ServiceTest
class WorkingDayIntegrationTests extends FollowUpScene {

    @Autowired
    WorkingDays days;

    WorkingDayIntegrationTests() {
        super("owed-days");
    }

    @Test
    void workingDaysLeaveOutWeekendsAndTheHolidaysOfBothCountries() {
        // Wednesday; then Ascension Day, Friday, the weekend, Monday.
        assertThat(after(LocalDate.of(2026, 5, 13), 2)).isEqualTo(LocalDate.of(2026, 5, 18));
        // Friday before Nauryz, which takes the whole Monday to Wednesday.
        assertThat(after(LocalDate.of(2026, 3, 20), 1)).isEqualTo(LocalDate.of(2026, 3, 26));
        assertThat(after(LocalDate.of(2026, 3, 20), 0)).isEqualTo(LocalDate.of(2026, 3, 20));
        assertThat(as(diplomat, () -> days.dayOff(LocalDate.of(2026, 5, 13)))).isNull();
        assertThat(Objects.requireNonNull(as(diplomat, () -> days.dayOff(LocalDate.of(2026, 7, 21))))
                        .in("fr"))
                .isEqualTo("Fête nationale belge");
        assertThat(Objects.requireNonNull(as(diplomat, () -> days.dayOff(LocalDate.of(2026, 11, 28))))
                        .isEmpty())
                .isTrue();
        assertThat(invalid(diplomat, () -> days.after(today, 251)))
                .containsExactly(tuple("number", "crm.followup.error.days"));
    }

    private LocalDate after(LocalDate day, int number) {
        return as(diplomat, () -> days.after(day, number));
    }

    @Test
    void aMissionNamesDaysOfItsOwnAndOthersDoNotHaveThem() {
        Officer administrator = officers.administrator(mission);
        LocalDate friday = LocalDate.of(2027, 9, 17);
        LocalDate shifted = LocalDate.of(2027, 9, 18);

        assertThatThrownBy(() -> access.runAs(manager, () -> days.name(friday, "Bridge", false)))
                .isInstanceOf(NotPermittedException.class);
        access.runAs(administrator, () -> days.name(shifted, "Worked for Monday", true));
        access.runAs(administrator, () -> days.name(LocalDate.of(2027, 9, 20), "Day of the mission", false));

        assertThat(after(friday, 1)).isEqualTo(shifted);
        assertThat(after(shifted, 1)).isEqualTo(LocalDate.of(2027, 9, 21));
        assertThat(as(foreigner, () -> days.after(shifted, 1))).isEqualTo(LocalDate.of(2027, 9, 20));
        assertThat(as(administrator, () -> days.ofYear(2027)))
                .filteredOn(day -> day.country() == null)
                .extracting(Holiday::day, Holiday::working)
                .containsExactly(tuple(shifted, true), tuple(LocalDate.of(2027, 9, 20), false));
        assertThat(invalid(administrator, () -> named(shifted, "Again")))
                .containsExactly(tuple("day", "crm.followup.error.day-named"));
        assertThat(invalid(administrator, () -> named(today.plusYears(6), " ")))
                .containsExactlyInAnyOrder(
                        tuple("day", "crm.followup.error.day-far"), tuple("name", "crm.followup.error.day-name"));

        access.runAs(administrator, () -> days.forget(shifted));
        assertThat(after(friday, 1)).isEqualTo(LocalDate.of(2027, 9, 21));
    }

    private Object named(LocalDate day, String name) {
        days.name(day, name, false);
        return day;
    }

    @Test
    void aFollowUpSaysWhenItsDayIsNoneOfWork() {
        LocalDate christmas = LocalDate.of(today.getYear() + 1, 12, 25);
        assertThat(Objects.requireNonNull(
                                made(diplomat, task(diplomat, christmas)).dayOff())
                        .in("en"))
                .isEqualTo("Christmas Day");
    }
}
