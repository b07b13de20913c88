package org.shanyraq.crm.contact.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.shared.internal.Websites;

class AddressesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example",
                "first.last+tag@sub.domain.example",
                "o'brien@a-b.example",
                "әлия@қазақ.example",
                "jos\u00e9@m\u00fcller.example",
                "x_y%z@b.example"
            })
    void anEmailAddressHasAMailboxAndADomain(String text) {
        assertThat(Addresses.isEmail(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.example",
                "a@b",
                "a b@c.example",
                "a@b..example",
                ".a@b.example",
                "a.@b.example",
                "a..b@c.example",
                "a@b@c.example",
                "a@-b.example",
                "a@b.1",
                "a@b.example, c@d.example",
                "<a@b.example>",
                "a@b.example\r\nBcc: x@y.example",
                "a@[127.0.0.1]",
                "\"a b\"@c.example"
            })
    void whatElseHasAnAtSignIsNone(String text) {
        assertThat(Addresses.isEmail(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "02 234 56 78, +3222345678",
        "+44 20 7946 0123, +442079460123",
        "0044 20 7946 0123, +442079460123",
        "+7 727 244 50 00, +77272445000",
        "+32 2 234 56 78 ext. 12, +3222345678 ext. 12",
        "+3222345678 ext. 12, +3222345678 ext. 12"
    })
    void aTelephoneNumberIsKeptInInternationalForm(String text, String kept) {
        assertThat(Addresses.phone(text, "BE")).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "telephone", "+999 123456", "+32 2", "☎", "0000000000000000000000"})
    void whatIsNoTelephoneNumberIsNotKept(String text) {
        assertThat(Addresses.phone(text, "BE")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, true",
        "HTTP://a.example:8080/x?y=z#w, true",
        "https://қазақ.example/жол, true",
        "a.example, false",
        "ftp://a.example, false",
        "javascript:alert(1), false",
        "https://user@a.example, false",
        "https://, false",
        "https://a b.example, false"
    })
    void aWebsiteIsAWholeHttpAddress(String text, boolean good) {
        assertThat(Websites.isWebsite(text)).isEqualTo(good);
    }

    @Test
    void longTextsAreToldQuickly() {
        String dots = "a.".repeat(50_000);
        assertThatCode(() -> {
                    long start = System.nanoTime();
                    Addresses.isEmail(dots + "@" + dots);
                    Addresses.isEmail("a".repeat(100_000));
                    Websites.isWebsite("https://" + dots);
                    Websites.isWebsite("https://" + "a/".repeat(50_000) + " ");
                    Addresses.phone("+".repeat(100_000), "BE");
                    Addresses.phone("1-".repeat(50_000), "BE");
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                })
                .doesNotThrowAnyException();
        assertThatCode(() -> Addresses.isEmail("\uD800@\uD800.example")).doesNotThrowAnyException();
    }
}
