package org.shanyraq.crm.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationKind;

/** The material that the demo data is made of is well formed, large enough and names nobody who exists. */
class DemoFilesTests {

    private static final List<String> AREAS =
            List.of("kk", "ru", "bg", "el", "fr", "de", "pl", "it", "es", "nl", "lt", "en", "sv", "ro");
    private static final Set<String> CYRILLIC = Set.of("kk", "ru", "bg");

    /** Surefire runs in the module's folder; the data lies beside the project. */
    private static final Path MEMBERS = Path.of("../../shared/data/meps/meps.csv");

    private final List<NamedCsvRecord> given = read("given-names.csv");
    private final List<NamedCsvRecord> family = read("family-names.csv");
    private final List<NamedCsvRecord> organisations = read("organisations.csv");
    private final List<NamedCsvRecord> dialogues = read("dialogues.csv");

    @ParameterizedTest
    @ValueSource(strings = {"given-names.csv", "family-names.csv", "organisations.csv", "dialogues.csv"})
    void text_is_composed_and_has_no_stray_blanks(String file) {
        assertThat(read(file)).isNotEmpty().allSatisfy(row -> assertThat(row.getFields())
                .allSatisfy(field -> {
                    assertThat(Normalizer.isNormalized(field, Normalizer.Form.NFC))
                            .as(field)
                            .isTrue();
                    assertThat(field)
                            .isEqualTo(field.strip())
                            .doesNotContain("  ", "\t", "\n", "\r", "\u00a0", "'", "\ufffd");
                }));
    }

    @Test
    void every_language_area_has_enough_names_of_both_genders() {
        assertThat(column(given, "language_area")).containsOnly(AREAS.toArray(String[]::new));
        assertThat(column(family, "language_area")).containsOnly(AREAS.toArray(String[]::new));
        for (String area : AREAS) {
            assertThat(names(given, area, "f")).as("given names f " + area).hasSizeGreaterThanOrEqualTo(20);
            assertThat(names(given, area, "m")).as("given names m " + area).hasSizeGreaterThanOrEqualTo(20);
            assertThat(fitting(area, "f")).as("family names f " + area).hasSizeGreaterThanOrEqualTo(55);
            assertThat(fitting(area, "m")).as("family names m " + area).hasSizeGreaterThanOrEqualTo(55);
        }
    }

    @Test
    void genders_are_f_or_m_and_a_family_name_may_fit_any() {
        assertThat(column(given, "gender")).containsOnly("f", "m");
        assertThat(column(family, "gender")).containsOnly("f", "m", "any");
    }

    @Test
    void a_name_occurs_once_in_its_area_and_gender() {
        for (List<NamedCsvRecord> names : List.of(given, family)) {
            assertThat(names.stream()
                            .map(row -> row.getField("language_area") + row.getField("gender") + row.getField("latin")))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void the_native_spelling_stands_beside_the_latin_one_exactly_where_the_script_is_another() {
        List<NamedCsvRecord> both = new ArrayList<>(given);
        both.addAll(family);
        assertThat(both).allSatisfy(row -> {
            String area = row.getField("language_area");
            String latin = row.getField("latin");
            String nativeName = row.getField("native");
            assertThat(latin).matches("[\\p{IsLatin}’ -]+");
            if (CYRILLIC.contains(area)) {
                assertThat(nativeName).as(latin).matches("[\\p{IsCyrillic}-]+");
            } else if ("el".equals(area)) {
                assertThat(nativeName).as(latin).matches("[\\p{IsGreek}-]+");
            } else {
                assertThat(nativeName).as(latin).isEmpty();
            }
        });
    }

    @Test
    void sixty_organisations_say_in_every_language_that_they_are_fictional() {
        assertThat(organisations).hasSize(60).allSatisfy(row -> {
            assertThat(row.getField("name_en")).endsWith(" (fictional)");
            assertThat(row.getField("name_fr")).endsWith(" (organisation fictive)");
            assertThat(row.getField("name_ru")).endsWith(" (вымышленная организация)");
            assertThat(row.getField("name_kk")).endsWith(" (ойдан шығарылған ұйым)");
            for (String name : List.of("name_en", "name_fr", "name_ru", "name_kk")) {
                assertThat(row.getField(name)).hasSizeLessThanOrEqualTo(250);
            }
            assertThat(row.getField("acronym")).hasSizeLessThanOrEqualTo(40);
        });
        assertThat(column(organisations, "name_en")).doesNotHaveDuplicates();
    }

    @Test
    void organisations_have_known_kinds_circles_countries_and_parents_that_stand_before_them() {
        Set<String> kinds = Arrays.stream(OrganisationKind.values())
                .map(OrganisationKind::code)
                .collect(Collectors.toSet());
        Set<String> circles = Arrays.stream(Circle.values()).map(Circle::code).collect(Collectors.toSet());
        Set<String> countries = Set.of(Locale.getISOCountries());
        Set<String> before = new HashSet<>();
        for (NamedCsvRecord row : organisations) {
            String key = row.getField("key");
            assertThat(kinds).as(key).contains(row.getField("kind"));
            assertThat(circles).as(key).contains(row.getField("circle"));
            assertThat(countries).as(key).contains(row.getField("country"));
            if (!row.getField("parent").isEmpty()) {
                assertThat(before).as("parent of %s", key).contains(row.getField("parent"));
            }
            // The key becomes a mail domain: steppe-studies.example.
            assertThat(key).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(before.add(key)).as("%s occurs once", key).isTrue();
        }
        circles.remove(Circle.EU_INSTITUTIONS.code());
        assertThat(column(organisations, "circle")).containsOnly(circles.toArray(String[]::new));
    }

    @Test
    void eight_dialogues_have_a_theme_in_four_languages() {
        assertThat(column(dialogues, "number")).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(dialogues).allSatisfy(row -> {
            for (String theme : List.of("theme_en", "theme_fr", "theme_ru", "theme_kk")) {
                assertThat(row.getField(theme)).isNotEmpty().hasSizeLessThanOrEqualTo(200);
            }
        });
    }

    @Test
    void no_given_and_family_name_of_one_area_make_a_member_of_the_parliament() throws IOException {
        assumeTrue(
                Files.exists(MEMBERS),
                () -> "skipped: " + MEMBERS.toAbsolutePath().normalize() + " is not there; put the sample data there");
        Set<String> members;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(MEMBERS)) {
            members = csv.stream()
                    .map(row -> folded(row.getField("given_name") + " " + row.getField("family_name")))
                    .collect(Collectors.toSet());
        }
        assertThat(members).hasSizeGreaterThan(700);
        Set<String> makeable = new HashSet<>();
        for (String area : AREAS) {
            for (String gender : List.of("f", "m")) {
                for (String first : names(given, area, gender)) {
                    for (String last : fitting(area, gender)) {
                        makeable.add(folded(first + " " + last));
                    }
                }
            }
        }
        makeable.retainAll(members);
        assertThat(makeable).as("demo contacts that would be real people").isEmpty();
    }

    private List<String> fitting(String area, String gender) {
        List<String> names = new ArrayList<>(names(family, area, gender));
        names.addAll(names(family, area, "any"));
        return names;
    }

    private static List<String> names(List<NamedCsvRecord> rows, String area, String gender) {
        return rows.stream()
                .filter(row -> area.equals(row.getField("language_area")) && gender.equals(row.getField("gender")))
                .map(row -> row.getField("latin"))
                .toList();
    }

    private static List<String> column(List<NamedCsvRecord> rows, String name) {
        return rows.stream().map(row -> row.getField(name)).toList();
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('ł', 'l')
                .replace('Ł', 'L')
                .toLowerCase(Locale.ROOT);
    }

    private static List<NamedCsvRecord> read(String file) {
        String path = "/crm/demo/" + file;
        InputStream in = requireNonNull(DemoFilesTests.class.getResourceAsStream(path), path);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            return csv.stream().toList();
        } catch (IOException unreadable) {
            throw new AssertionError(path + " cannot be read", unreadable);
        }
    }
}
