package org.shanyraq.crm.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortKeysTests {

    @Test
    void kazakhNamesStandInTheOrderOfTheKazakhAlphabet() {
        assertThat(sorted("kk", "Өзен", "Оқу", "Қала", "Кеңес", "Ғылым", "Гүл", "Әкім", "Аудан"))
                .containsExactly("Аудан", "Әкім", "Гүл", "Ғылым", "Кеңес", "Қала", "Оқу", "Өзен");
    }

    @Test
    void accentsQuotationMarksAndCaseDoNotDecideThePlace() {
        assertThat(sorted("fr", "Zone", "«École»", "eau", "Écume", "Fonds"))
                .containsExactly("eau", "«École»", "Écume", "Fonds", "Zone");
    }

    @Test
    void numbersStandInTheirOrder() {
        assertThat(sorted("en", "Unit 10", "Unit 9", "Unit 1")).containsExactly("Unit 1", "Unit 9", "Unit 10");
    }

    @Test
    void aLanguageThatThePagesDoNotSpeakIsSortedInEnglish() {
        assertThat(SortKeys.column("ru")).isEqualTo("sort_ru");
        assertThat(SortKeys.column("de")).isEqualTo("sort_en");
        assertThat(SortKeys.column("en; drop table crm_organisation")).isEqualTo("sort_en");
    }

    @Test
    void theLongestKeyFitsItsColumn() {
        assertThat(SortKeys.of("Щ".repeat(250), "ru")).hasSizeLessThanOrEqualTo(240);
        assertThat(SortKeys.of("", "ru")).isNotNull();
    }

    private static List<String> sorted(String language, String... names) {
        return Arrays.stream(names)
                .sorted(Comparator.comparing(name -> SortKeys.of(name, language), Arrays::compareUnsigned))
                .toList();
    }
}
