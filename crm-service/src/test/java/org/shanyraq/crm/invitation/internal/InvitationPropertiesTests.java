package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationPropertiesTests {

    @Test
    void aNameOfOneLineIsTaken() {
        assertThat(new InvitationProperties(Map.of("bxl", "The Embassy in Brussels")).hosts())
                .containsEntry("bxl", "The Embassy in Brussels");
        assertThat(new InvitationProperties(Map.of()).hosts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "The\nEmbassy"})
    void whatIsNoNameIsNamedWithItsSetting(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvitationProperties(Map.of("bxl", name)))
                .withMessageContaining("crm.invitation.hosts.bxl");
    }
}
