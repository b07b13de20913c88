package org.shanyraq.crm.calendar.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarPropertiesTests {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-P1D", "PT11H", "P367D"})
    void aTimeThatCannotBeMeantIsRefusedByName(Duration restAfter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CalendarProperties(restAfter))
                .withMessageContaining("crm.calendar.rest-after");
    }

    @Test
    void halfADayAndAYearCanBeMeant() {
        assertThat(new CalendarProperties(Duration.ofHours(12)).restAfter()).hasHours(12);
        assertThat(new CalendarProperties(Duration.ofDays(366)).restAfter()).hasDays(366);
    }
}
