package org.shanyraq.crm.contact.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.contact.PersonName;

class PersonNameTests {

    @Test
    void whatSomebodyTypedInLatinLettersIsTheLatinName() {
        assertThat(PersonName.typed(" Aida Maria  O’Sample-Łódź "))
                .isEqualTo(new PersonName(PersonName.Kind.LATIN, "Aida Maria", "O’Sample-Łódź", null));
        assertThat(PersonName.typed("Aida")).isEqualTo(new PersonName(PersonName.Kind.LATIN, "", "Aida", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Әлия Сәмпл", "Ελένη Παπαδοπούλου", "გიორგი ჩხარტიშვილი", "Aida Сәмпл", "أليا النموذجي"})
    void whatSomebodyTypedInOtherLettersIsTheNameInTheOwnScript(String name) {
        assertThat(PersonName.typed(name).kind()).isEqualTo(PersonName.Kind.NATIVE);
        assertThat(PersonName.typed(name).full()).isEqualTo(name);
    }
}
