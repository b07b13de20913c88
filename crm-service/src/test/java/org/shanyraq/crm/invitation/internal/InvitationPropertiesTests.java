package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationPropertiesTests {

    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void aNameOfOneLineIsTaken() {
        assertThat(new InvitationProperties(Map.of("bxl", "The Embassy in Brussels"), DAY).hosts())
                .containsEntry("bxl", "The Embassy in Brussels");
        assertThat(new InvitationProperties(Map.of(), DAY).hosts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "The\nEmbassy"})
    void whatIsNoNameIsNamedWithItsSetting(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvitationProperties(Map.of("bxl", name), DAY))
                .withMessageContaining("crm.invitation.hosts.bxl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "-PT24H", "P32D"})
    void anOfferIsKeptForAMinuteToAMonth(Duration offerTime) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvitationProperties(Map.of(), offerTime))
                .withMessageContaining("crm.invitation.offer-time");
    }
}
