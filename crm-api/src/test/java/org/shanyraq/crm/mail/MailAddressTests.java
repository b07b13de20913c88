package org.shanyraq.crm.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.shared.InvalidInputException;

class MailAddressTests {

    @Test
    void anAddressIsKeptAsWrittenAndComparedInLowerCase() {
        MailAddress address = new MailAddress(" Ida.Sample+crm@Guests.Example ", "  Ida Сэмпл ");
        assertThat(address.address()).isEqualTo("Ida.Sample+crm@Guests.Example");
        assertThat(address.name()).isEqualTo("Ida Сэмпл");
        assertThat(address.key()).isEqualTo("ida.sample+crm@guests.example");
        assertThat(address.domain()).isEqualTo("guests.example");
        assertThat(new MailAddress("a@b.example", " ").name()).isNull();
    }

    @Test
    void aDomainInAnotherScriptGetsItsAsciiForm() {
        assertThat(MailAddress.of("ida@почта.example").address()).isEqualTo("ida@xn--80a1acny.example");
    }

    @Test
    void lettersOfAnotherScriptBeforeTheSignAtCannotBeSentTo() {
        assertThatThrownBy(() -> MailAddress.of("ида@guests.example"))
                .isInstanceOfSatisfying(InvalidInputException.class, refused -> assertThat(
                                refused.violations().get(0).key())
                        .isEqualTo("crm.mail.error.address-script"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ida",
                "@guests.example",
                "ida@",
                "ida@guests",
                "ida@guests.1",
                "ida@@guests.example",
                "a@b.example, c@d.example",
                "a@b.example\r\nBcc: c@d.example",
                "a\u0000@b.example",
                "a b@guests.example",
                ".ida@guests.example",
                "ida.@guests.example",
                "i..da@guests.example",
                "\"ida\"@guests.example",
                "ida@[127.0.0.1]",
                "ida@-guests.example",
                "ida@guests..example",
                "<ida@guests.example>",
                "ida@guests.example>",
                "i\u200bda@guests.example"
            })
    void whatIsNoSingleAddressIsRefused(String text) {
        assertThatThrownBy(() -> MailAddress.of(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anAddressHasAtMost254Characters() {
        String label = "a".repeat(60);
        String domain = label + "." + label + "." + label + ".example";
        String longest = "i".repeat(254 - domain.length() - 1) + "@" + domain;
        assertThat(MailAddress.of(longest).address()).hasSize(254);
        assertThatThrownBy(() -> MailAddress.of("i" + longest)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ida\r\nBcc: x@y.example", "Ida\u2028x", "Ida\u202egro", "Ida\u0007"})
    void aNameHoldsNothingThatCouldBeAHeaderOrTurnTheLine(String name) {
        assertThatThrownBy(() -> new MailAddress("ida@guests.example", name)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anAddressIsReadInTimeLinearToItsLength() {
        String endless = "a.".repeat(500_000) + "@" + "b.".repeat(500_000);
        long begun = System.nanoTime();
        assertThatThrownBy(() -> MailAddress.of(endless)).isInstanceOf(InvalidInputException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
}
