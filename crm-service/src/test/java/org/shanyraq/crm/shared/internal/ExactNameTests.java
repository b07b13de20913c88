package org.shanyraq.crm.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactNameTests {

    @ParameterizedTest
    @CsvSource({
        "Parlement européen, PARLEMENT EUROPEEN",
        "Straße, STRASSE",
        "Conseil de l’Union, conseil de l'union",
        "Европейская счётная палата, европейская счетная палата",
        "'  EP  ', ep",
        "ＥＥＡＳ, eeas"
    })
    void namesThatDifferByCaseAccentsAndBlanksAreTheSame(String one, String other) {
        assertThat(ExactName.fold(one)).isEqualTo(ExactName.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"Май, Маи", "EP, EPP", "Қазақстан, Казакстан", "Committee, Committees"})
    void otherNamesAreNot(String one, String other) {
        assertThat(ExactName.fold(one)).isNotEqualTo(ExactName.fold(other));
    }

    @Test
    void theLongestNameFitsItsColumn() {
        assertThat(ExactName.fold("ß".repeat(250))).hasSizeLessThanOrEqualTo(500);
    }
}
