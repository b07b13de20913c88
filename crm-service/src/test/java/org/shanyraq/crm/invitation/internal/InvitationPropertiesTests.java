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
    private static final Duration PAUSE = Duration.ofMinutes(2);

    @Test
    void aNameOfOneLineIsTaken() {
        assertThat(new InvitationProperties(Map.of("bxl", "The Embassy in Brussels"), Map.of(), DAY, PAUSE).hosts())
                .containsEntry("bxl", "The Embassy in Brussels");
        assertThat(new InvitationProperties(Map.of(), Map.of(), DAY, PAUSE).hosts())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "The\nEmbassy"})
    void whatIsNoNameIsNamedWithItsSetting(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvitationProperties(Map.of("bxl", name), Map.of(), DAY, PAUSE))
                .withMessageContaining("crm.invitation.hosts.bxl");
    }

    @Test
    void aNameInAnotherLanguageIsOfALanguageThatThereIs() {
        assertThat(new InvitationProperties(Map.of("bxl.fr", "L’Ambassade"), Map.of(), DAY, PAUSE).hosts())
                .containsEntry("bxl.fr", "L’Ambassade");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvitationProperties(Map.of("bxl.fra", "L’Ambassade"), Map.of(), DAY, PAUSE))
                .withMessageContaining("crm.invitation.hosts.bxl.fra");
    }

    @Test
    void whereGuestsWriteBackToIsAnAddress() {
        assertThat(new InvitationProperties(Map.of(), Map.of("bxl", "protocol@mission.example"), DAY, PAUSE).replyTo())
                .containsEntry("bxl", "protocol@mission.example");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvitationProperties(Map.of(), Map.of("bxl", "the protocol"), DAY, PAUSE))
                .withMessageContaining("crm.invitation.reply-to.bxl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "-PT24H", "P32D"})
    void anOfferIsKeptForAMinuteToAMonth(Duration offerTime) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvitationProperties(Map.of(), Map.of(), offerTime, PAUSE))
                .withMessageContaining("crm.invitation.offer-time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1S", "PT24H1S"})
    void anAnswerIsConfirmedWithinADay(Duration confirmAfter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvitationProperties(Map.of(), Map.of(), DAY, confirmAfter))
                .withMessageContaining("crm.invitation.confirm-after");
    }
}
