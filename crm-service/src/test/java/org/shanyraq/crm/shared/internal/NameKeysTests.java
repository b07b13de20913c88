package org.shanyraq.crm.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Names of any script are comparable: rows P1, P2 and U12 of the features. */
class NameKeysTests {

    private static final Path DATA = data();

    /** The folder of real lists beside the project, or one that is not there. */
    private static Path data() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data/names"))) {
                return folder.resolve("shared/data");
            }
        }
        return Path.of("../shared/data");
    }

    // P1
    @ParameterizedTest
    @CsvSource({
        "Müller, muller",
        "MÜLLER, muller",
        "François, francois",
        "Łukasz, lukasz",
        "Øresund, oresund",
        "Weiß, weiss",
        "Şükrü, sukru",
        "Ġorġ, gorg",
        "Þór, thor",
        "Токаев, tokaev",
        "Щербаков, shcherbakov",
        "Кънев, kanev",
        "Объедков, obedkov",
        "Ка́льюранд, kalyurand",
        "Χρήστος, christos",
        "გიორგი, giorgi"
    })
    void aWordHasAPlainSpellingInAToZ(String name, String token) {
        assertThat(NameKeys.words(name)).extracting(NameKeys.Word::text).containsExactly(token);
    }

    // P1, P2, U12
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Toqaev Tokayev Токаев Тоқаев Tokaev Tokajew Tokaiev",
                "Vasilenko Василенко Vassilenko Wassilenko Vasylenko",
                "Christos Χρήστος Hristos Khristos Xristos",
                "Müller Muller Mueller MÜLLER",
                "Jäger Jaeger Jager",
                "Weiß Weiss Weis",
                "Łukasz Lukasz",
                "Sørensen Sorensen Soerensen",
                "Жұмағұлов Jūmağūlov Zhumagulov Jumagulov",
                "Қасым Qasym Kassym Kasym",
                "Шаймерден Şaimerden Shaimerden Shaymerden",
                "Әлиев Äliev Aliyev Aliev",
                "Өмірбек Ömırbek Omirbek",
                "Ерлан Erlan Yerlan Jerlan",
                "Назарбаев Nazarbaev Nazarbayev",
                "Елена Elena Yelena Jelena",
                "Юлия Yulia Julia Iulia Yuliya Juliya",
                "Цветков Tsvetkov Cvetkov Zwetkow",
                "Вучић Vučić Vucic Vuchich Вучич",
                "Đoković Djoković Ђоковић Djokovic Dokovic",
                "Михайлова Mihaylova Mikhailova Michajlowa Mihailova",
                "Стоянов Stoyanov Stojanov Stoianov Stoyanoff",
                "Жданок Ždanok Zhdanok Zdanok",
                "Ангелъ Angel",
                "Сергей Sergey Sergei Sergej Sergiy",
                "Дмитрий Dmitri Dmitry Dmitriy Dmitrij",
                "Кънев Kanev",
                "Λευτέρης Lefteris",
                "Ευάγγελος Evangelos",
                "Παναγιώτου Panayiotou Panagiotou",
                "Γιώργος Giorgos Yiorgos",
                "Χατζηπαντέλα Hadjipantela Chatzipantela Hatzipantela",
                "Φουρλάς Fourlas",
                "Джамбазки Dzhambazki Djambazki Dżambazki",
                "Щербаков Shcherbakov Schtscherbakow Szczerbakow",
                "Олег Oleg Oleh",
                "Chirac Ширак Şirak",
                "Александр Aleksandr Alexandr",
                "O'Brien O’Brien OBrien",
                "Васильев Vasilyev Vasiliev Vasil'ev Vasilev",
                "Әйгерім Aigerim Aygerim Äigerım"
            })
    void spellingsOfOneNameAreAlikeToTheFirst(String spellings) {
        String[] all = spellings.split(" ");
        NameKeys.Word first = NameKeys.words(all[0]).get(0);
        for (String other : all) {
            assertThat(NameKeys.words(other).get(0))
                    .as("%s and %s", all[0], other)
                    .matches(first::isLike, "like " + first);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Ivanov, Petrov",
        "Müller, Miller",
        "Anna, Maria",
        "Tokayev, Takaev",
        "Лебедев, Васильев",
        "Kanev, Ganev"
    })
    void namesOfOthersAreNotAlike(String one, String other) {
        assertThat(NameKeys.words(one).get(0).isLike(NameKeys.words(other).get(0)))
                .isFalse();
    }

    @Test
    void aHyphenatedNameIsFoundByItsPartsAndAsOne() {
        assertThat(NameKeys.indexWords("Anna-Maria O'Brien"))
                .extracting(NameKeys.Word::text)
                .containsExactlyInAnyOrder("anna", "maria", "annamaria", "obrien", "o", "brien");
        assertThat(NameKeys.words("Anna-Maria O'Brien"))
                .extracting(NameKeys.Word::text)
                .containsExactly("anna", "maria", "obrien");
    }

    // C5, U12
    @Test
    void onePersonIsRecognisedInAnyOrderAndScript() {
        assertThat(NameKeys.isSamePerson("Қасым-Жомарт Тоқаев", "Tokayev Kassym-Jomart"))
                .isTrue();
        assertThat(NameKeys.isSamePerson("Anna Müller", "MULLER Anna")).isTrue();
        assertThat(NameKeys.isSamePerson("Anna Müller", "Anna Maria Müller")).isFalse();
        assertThat(NameKeys.isSamePerson("", "")).isFalse();
        assertThat(NameKeys.isSamePerson("Anna Anna", "Anna Maria")).isFalse();
    }

    @Test
    void plainTextOrdersNamesOfAnyScriptInOneAlphabet() {
        assertThat(NameKeys.plain("  Van der  Leyen, Ürsula ")).isEqualTo("van der leyen ursula");
        assertThat(NameKeys.plain("Җ".repeat(500))).hasSizeLessThanOrEqualTo(190);
        assertThat(NameKeys.plain(null)).isEmpty();
    }

    @Test
    void anyTextIsTakenAndGivesShortPlainKeys() throws IOException {
        List<String> hostile = new ArrayList<>(List.of(
                "",
                " ",
                "\0",
                "\uD800",
                "a\uDFFFb",
                "😀😀",
                "%_\\%",
                "'",
                "-",
                "'-'",
                "ь",
                "ъ",
                "x".repeat(10_000),
                "é".repeat(10_000),
                "\u202Eabc",
                "ﷺ".repeat(300),
                "Z\u0351\u036B".repeat(200),
                "王小明",
                "김철수",
                "١٢٣",
                "𝕄𝕦𝕝𝕝𝕖𝕣"));
        Path list = DATA.resolve("hostile-strings/blns.json");
        if (Files.exists(list)) {
            hostile.addAll(List.of(JsonMapper.builder().build().readValue(Files.readString(list), String[].class)));
        }
        for (String text : hostile) {
            assertThatCode(() -> NameKeys.plain(text)).doesNotThrowAnyException();
            for (NameKeys.Word word : NameKeys.indexWords(text)) {
                assertThat(word.text()).matches("[a-z0-9]{1,40}");
                assertThat(word.skeletons())
                        .isNotEmpty()
                        .hasSizeLessThanOrEqualTo(4)
                        .allMatch(key -> key.matches("[A-Z0-9]{1,40}"));
            }
        }
        assertThat(NameKeys.words("𝕄𝕦𝕝𝕝𝕖𝕣"))
                .extracting(NameKeys.Word::text)
                .containsExactly("muller");
    }

    // P2: every Latin word of a member's name is found among the words of the native spelling; the rest have nicknames
    // or
    // second names that are not in both
    @Test
    void membersOfTheEuropeanParliamentAreFoundByTheirNativeNames() throws IOException {
        Predicate<NamedCsvRecord> greekOrCyrillic =
                row -> Set.of("Greek", "Cyrillic").contains(row.getField("script"));
        Share foreign =
                share("names/mep_native_names_wikidata.csv", greekOrCyrillic, "native_name", NameKeysTests::latinName);
        Share latin = share(
                "names/mep_native_names_wikidata.csv",
                greekOrCyrillic.negate(),
                "native_name",
                NameKeysTests::latinName);
        System.out.println("native names, Greek and Cyrillic: " + foreign + "; Latin: " + latin);
        assertThat(foreign.percent()).isGreaterThanOrEqualTo(82);
        assertThat(latin.percent()).isGreaterThanOrEqualTo(89);
    }

    // P2
    @Test
    void popularNamesAreFoundByTheirRomanisedSpelling() throws IOException {
        Predicate<NamedCsvRecord> lettersShared =
                row -> !Set.of("CN", "JP", "KR", "IL", "EG").contains(row.getField("country"));
        for (String file : List.of("names/popular_surnames.csv", "names/popular_forenames.csv")) {
            Share share = share(file, lettersShared, "localized_name", row -> row.getField("romanized_name"));
            Share others = share(file, lettersShared.negate(), "localized_name", row -> row.getField("romanized_name"));
            System.out.println(file + ": " + share + "; scripts that write no vowels or no letters: " + others);
            assertThat(share.percent()).as(file).isGreaterThanOrEqualTo(95);
        }
    }

    private static String latinName(NamedCsvRecord row) {
        return row.getField("family_name_ep").isBlank()
                ? row.getField("given_name_wikidata_en") + " " + row.getField("family_name_wikidata_en")
                : row.getField("given_name_ep") + " " + row.getField("family_name_ep");
    }

    private record Share(int found, int of, List<String> missed) {

        int percent() {
            return 100 * found / of;
        }

        @Override
        public String toString() {
            return found + " of " + of + " " + missed;
        }
    }

    private static Share share(
            String file, Predicate<NamedCsvRecord> wanted, String nativeColumn, Function<NamedCsvRecord, String> latin)
            throws IOException {
        Path path = DATA.resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: the name lists are not there: " + path);
        int found = 0;
        int of = 0;
        List<String> missed = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(path, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : rows) {
                String name = latin.apply(row);
                if (!wanted.test(row)
                        || name.isBlank()
                        || row.getField(nativeColumn).isBlank()) {
                    continue;
                }
                of++;
                Set<NameKeys.Word> indexed = NameKeys.indexWords(row.getField(nativeColumn));
                if (NameKeys.words(name).stream()
                        .allMatch(word -> indexed.stream().anyMatch(word::isLike))) {
                    found++;
                } else {
                    missed.add(row.getField(nativeColumn) + "/" + name);
                }
            }
        }
        return new Share(found, of, missed);
    }
}
