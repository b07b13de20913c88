package org.shanyraq.crm.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips of the finger are forgiven: row P3 of the features. */
class NameTyposTests {

    @ParameterizedTest
    @CsvSource({
        "VASILENKO, VASILENKO, 0",
        "VASILENKO, VASILNKO, 1",
        "VASILENKO, VSAILENKO, 1",
        "VASILENKO, VASILLENKA, 2",
        "VASILENKO, PETROV, 3",
        "ANA, ANNA, 1",
        "A, A, 0"
    })
    void theDistanceCountsLettersAddedLeftOutReplacedAndSwapped(String one, String other, int edits) {
        assertThat(NameTypos.distance(one, other, 2)).isEqualTo(edits);
        assertThat(NameTypos.distance(other, one, 2)).isEqualTo(edits);
    }

    // P3
    @Test
    void whateverTheForgivenMistakeTheWordsHaveAVariantInCommon() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String word = word(random, 4 + random.nextInt(9));
            int forgiven = NameTypos.forgiven(word.length());
            StringBuilder wrong = new StringBuilder(word);
            for (int edit = 0; edit < forgiven; edit++) {
                int at = random.nextInt(wrong.length());
                switch (random.nextInt(3)) {
                    case 0 -> wrong.setCharAt(at, (char) ('A' + random.nextInt(26)));
                    case 1 -> wrong.insert(at, (char) ('A' + random.nextInt(26)));
                    default -> wrong.deleteCharAt(at);
                }
            }
            String typed = wrong.toString();
            if (NameTypos.distance(typed, word, forgiven) > NameTypos.forgiven(typed.length())) {
                continue; // a short word does not forgive what a long one does
            }
            assertThat(Collections.disjoint(NameTypos.variants(word), NameTypos.variants(typed)))
                    .as("%s typed as %s", word, typed)
                    .isFalse();
        }
    }

    @Test
    void aWordHasFewVariants() {
        assertThat(NameTypos.variants("ABCDEFGHIJ")).hasSize(1 + 7 + 21).contains("ABCDEFG", "BCDEFG", "CDEFG");
        assertThat(NameTypos.variants("ABCD")).containsExactlyInAnyOrder("ABCD", "BCD", "ACD", "ABD", "ABC");
        assertThat(NameTypos.variants("A")).containsExactly("A");
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('A' + random.nextInt(26)));
        }
        return word.toString();
    }
}
