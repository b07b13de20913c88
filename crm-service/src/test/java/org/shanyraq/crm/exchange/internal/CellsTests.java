package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a@x.example ! a@x.example",
                "a@x.example, b@x.example ! a@x.example / b@x.example",
                "a@x.example b@x.example ! a@x.example / b@x.example",
                "a@x.example;b@x.example|c@x.example ! a@x.example / b@x.example / c@x.example",
                "Ann Lee <a@x.example>, Ben Ray <b@x.example> ! Ann Lee <a@x.example> / Ben Ray <b@x.example>",
                "a@x.example ,b@x.example, ! a@x.example / b@x.example",
                "none, at all ! none, at all",
                "' ; , ' ! ''",
            })
    void addressesArePartedWhereAnotherOneBegins(String cell, String addresses) {
        assertThat(String.join(" / ", Cells.addresses(cell))).isEqualTo(addresses);
    }

    // F1: a cell of separators alone took hours
    @Test
    void aCellOfSeparatorsIsReadAtOnce() {
        for (String filler : new String[] {",", "a,", " ", "@ ", ", a@"}) {
            String cell = filler.repeat(16_000);
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Cells.addresses(cell));
        }
    }
}
