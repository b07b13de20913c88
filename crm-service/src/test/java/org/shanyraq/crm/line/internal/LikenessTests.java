package org.shanyraq.crm.line.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.shared.internal.JsonText;
import tools.jackson.core.type.TypeReference;

class LikenessTests {

    private static final Likeness FEW = new Likeness(List.of());

    private final LineWords words = new LineWords();

    @Test
    void aQuestionIsLikeItselfAndUnlikeOneWithoutACommonWord() {
        assertThat(FEW.of(Set.of("transit", "caspian"), Set.of("caspian", "transit")))
                .isCloseTo(1, within(1e-9));
        assertThat(FEW.of(Set.of("transit"), Set.of("visa"))).isZero();
        assertThat(FEW.of(Set.of(), Set.of())).isZero();
    }

    @Test
    void theSameQuestionInSomewhatOtherWordsIsTheSameInEachLanguage() {
        assertThat(alike("en", "What is your position on transit?", "What is your mission's position on the transit?"))
                .isTrue();
        assertThat(alike(
                        "fr",
                        "Quelle est votre position sur le transit ?",
                        "Quelle est la position sur les transits ?"))
                .isTrue();
        assertThat(alike("ru", "Какова ваша позиция по транзиту грузов?", "Какова позиция по транзиту груза?"))
                .isTrue();
        assertThat(alike("kk", "Транзит туралы ұстанымыңыз қандай?", "Транзит туралы ұстаным қандай?"))
                .isTrue();
        assertThat(alike("en", "What is your position on transit?", "Who pays for the building of the ports?"))
                .isFalse();
    }

    @Test
    void whereTheWordsAroundAreCommonTheRareOneTellsQuestionsApart() {
        List<Set<String>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(Set.of("what", "assess", "situat", "place" + i));
        }
        Set<String> one = Set.of("what", "assess", "situat", "place1");
        Set<String> other = Set.of("what", "assess", "situat", "place2");
        assertThat(new Likeness(all).of(one, other)).isLessThan(Likeness.SAME);
        assertThat(FEW.of(one, other)).isGreaterThan(new Likeness(all).of(one, other));
    }

    /** Questions to a ministry of which several were answered with the same words; they all begin with whom they are put to. */
    @Test
    void ofThePairsOfAParliamentThatCountAsTheSameFourInTenWereAnsweredWithTheSameWords() throws IOException {
        assumeThat(folder()).as("the folder of sample data is there").isNotNull();
        List<Set<String>> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (String file : List.of("uk_fcdo_qa_fulltext.json", "uk_fcdo_written_questions_2024.json")) {
            String json = Files.readString(Objects.requireNonNull(folder()).resolve(file));
            for (Map<String, Object> one : JsonText.read(json, new TypeReference<List<Map<String, Object>>>() {})) {
                String question =
                        String.valueOf(one.get("question")).replaceFirst("^To ask [^,]*(, Commonwealth)?[^,]*, ", "");
                questions.add(Set.copyOf(words.of("en", question).keySet()));
                answers.add(String.valueOf(one.get("answer")).strip());
            }
        }
        Likeness likeness = new Likeness(questions);
        int[] pairs = new int[10];
        int[] same = new int[10];
        for (int i = 0; i < questions.size(); i++) {
            for (int j = 0; j < i; j++) {
                double alike = likeness.of(questions.get(i), questions.get(j));
                for (int k = 0; k < 10; k++) {
                    if (alike >= 0.5 + 0.05 * k) {
                        pairs[k]++;
                        same[k] += answers.get(i).equals(answers.get(j)) ? 1 : 0;
                    }
                }
            }
        }
        for (int k = 0; k < 10; k++) {
            System.out.printf("Alike from %d %%: %d pairs, %d with the same answer%n", 50 + 5 * k, pairs[k], same[k]);
        }
        assertThat(pairs[5]).as("of some 139,000").isBetween(5, 50);
        assertThat(10 * same[5]).isGreaterThanOrEqualTo(4 * pairs[5]);
    }

    private boolean alike(String language, String one, String other) {
        return FEW.of(
                        words.of(language, one).keySet(),
                        words.of(language, other).keySet())
                >= Likeness.SAME;
    }

    private static @Nullable Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared/data/questions");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return null;
    }
}
