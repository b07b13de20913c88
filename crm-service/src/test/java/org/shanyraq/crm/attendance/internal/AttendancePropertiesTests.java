package org.shanyraq.crm.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttendancePropertiesTests {

    @Test
    void aDoorThatOpensAfterTheBeginningOrWeeksBeforeIsRefused() {
        assertThat(new AttendanceProperties(Duration.ZERO, Duration.ZERO, Duration.ZERO).opens())
                .isZero();
        assertThatThrownBy(() -> new AttendanceProperties(Duration.ofHours(-1), Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("crm.attendance.opens");
        assertThatThrownBy(() -> new AttendanceProperties(Duration.ofDays(8), Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("crm.attendance.opens");
        assertThatThrownBy(() -> new AttendanceProperties(Duration.ZERO, Duration.ofDays(31), Duration.ZERO))
                .hasMessageContaining("crm.attendance.late");
        assertThatThrownBy(() -> new AttendanceProperties(Duration.ZERO, Duration.ZERO, Duration.ofDays(8)))
                .hasMessageContaining("crm.attendance.held");
    }
}
