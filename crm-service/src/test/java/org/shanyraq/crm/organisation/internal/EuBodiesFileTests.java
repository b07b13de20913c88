package org.shanyraq.crm.organisation.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.shared.PartialDate;

/** The reference file of EU bodies says what it should, in a form that can be loaded line by line. */
class EuBodiesFileTests {

    private static final String FILE = "/crm/organisation/eu-bodies.csv";
    private static final List<String> COLUMNS = List.of(
            "code",
            "parent",
            "kind",
            "circle",
            "acronym",
            "name_en",
            "name_fr",
            "name_ru",
            "name_kk",
            "valid_from",
            "ep_body_id",
            "country");

    /** Surefire runs in the module's folder; the data lies beside the project. */
    private static final Path EP_BODIES = Path.of("../../shared/data/meps/ep_bodies.csv");

    private final List<NamedCsvRecord> bodies = read();

    @Test
    void has_the_agreed_columns() {
        assertThat(bodies.get(0).getHeader()).isEqualTo(COLUMNS);
    }

    @Test
    void every_code_is_unique_and_well_formed() {
        assertThat(column("code")).doesNotHaveDuplicates().allMatch(code -> code.matches("[A-Z0-9]+(-[A-Z0-9]+)*"));
    }

    @Test
    void every_parent_stands_before_its_children_so_that_there_is_no_cycle() {
        Set<String> before = new HashSet<>();
        for (NamedCsvRecord body : bodies) {
            String parent = body.getField("parent");
            if (!parent.isEmpty()) {
                assertThat(before).as("parent of %s", body.getField("code")).contains(parent);
            }
            before.add(body.getField("code"));
        }
    }

    @Test
    void every_body_has_an_english_and_a_french_name() {
        assertThat(bodies).allSatisfy(body -> {
            assertThat(body.getField("name_en")).as(body.getField("code")).isNotEmpty();
            assertThat(body.getField("name_fr")).as(body.getField("code")).isNotEmpty();
        });
    }

    @Test
    void no_two_bodies_under_one_parent_share_an_english_name() {
        assertThat(bodies.stream().map(body -> body.getField("parent") + " / " + body.getField("name_en")))
                .doesNotHaveDuplicates();
    }

    @Test
    void names_and_acronyms_fit_the_limits_of_the_directory() {
        assertThat(bodies).allSatisfy(body -> {
            for (String name : List.of("name_en", "name_fr", "name_ru", "name_kk")) {
                assertThat(body.getField(name)).as(body.getField("code")).hasSizeLessThanOrEqualTo(250);
            }
            assertThat(body.getField("acronym")).as(body.getField("code")).hasSizeLessThanOrEqualTo(40);
        });
    }

    @Test
    void russian_and_kazakh_names_are_written_in_cyrillic_and_the_others_in_latin() {
        assertThat(bodies).allSatisfy(body -> {
            for (String name : List.of("name_ru", "name_kk")) {
                assertThat(body.getField(name)).as(body.getField("code")).doesNotContainPattern("\\p{IsLatin}{3}");
            }
            for (String name : List.of("acronym", "name_en", "name_fr")) {
                assertThat(body.getField(name)).as(body.getField("code")).doesNotContainPattern("\\p{IsCyrillic}");
            }
        });
    }

    @Test
    void a_kazakh_name_never_comes_without_the_russian_one() {
        assertThat(bodies)
                .filteredOn(body -> !body.getField("name_kk").isEmpty())
                .allSatisfy(body -> assertThat(body.getField("name_ru"))
                        .as(body.getField("code"))
                        .isNotEmpty());
    }

    @Test
    void every_kind_and_circle_is_known() {
        Set<String> kinds = Arrays.stream(OrganisationKind.values())
                .map(OrganisationKind::code)
                .collect(Collectors.toSet());
        assertThat(column("kind")).isSubsetOf(kinds);
        assertThat(column("circle")).containsOnly(Circle.EU_INSTITUTIONS.code());
    }

    @Test
    void every_date_is_a_partial_date_and_lies_in_the_life_of_the_communities() {
        assertThat(column("valid_from"))
                .filteredOn(date -> !date.isEmpty())
                .isNotEmpty()
                .allSatisfy(date -> {
                    assertThatCode(() -> PartialDate.parse(date)).as(date).doesNotThrowAnyException();
                    assertThat(PartialDate.parse(date).year()).isBetween(1951, 2026);
                });
    }

    @Test
    void every_number_of_the_parliament_is_unique() {
        assertThat(column("ep_body_id"))
                .filteredOn(id -> !id.isEmpty())
                .hasSize(80)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("\\d{4}"));
    }

    @Test
    void only_eu_delegations_have_a_country_and_it_exists() {
        Set<String> countries = Set.of(Locale.getISOCountries());
        assertThat(bodies).allSatisfy(body -> {
            String country = body.getField("country");
            if (!country.isEmpty()) {
                assertThat(countries).as(body.getField("code")).contains(country);
                assertThat(body.getField("kind")).as(body.getField("code")).isEqualTo("eu_delegation");
            }
        });
        assertThat(bodies)
                .filteredOn(body -> "eu_delegation".equals(body.getField("kind")))
                .filteredOn(body -> body.getField("country").isEmpty())
                .extracting(body -> body.getField("code"))
                // Kosovo has no code in ISO 3166-1.
                .containsExactly("EEAS-DEL-XKX");
    }

    @Test
    void counts_what_the_treaties_and_decisions_count() {
        assertThat(codes("institution"))
                .containsExactlyInAnyOrder("EP", "EUCO", "CONSIL", "COM", "CURIA", "ECB", "ECA");
        assertThat(codes("council_configuration")).hasSize(10);
        assertThat(codes("political_group"))
                .as("eight groups and the non-attached")
                .hasSize(9);
        assertThat(codes("delegation"))
                .as("interparliamentary delegations of the tenth term")
                .hasSize(48);
        assertThat(codes("subcommittee")).containsExactlyInAnyOrder("EP-DROI", "EP-FISC");
        assertThat(codes("agency"))
                .as("executive agencies")
                .filteredOn(code -> parentOf(code).equals("COM"))
                .containsExactlyInAnyOrder("AGE-CINEA", "AGE-EACEA", "AGE-EISMEA", "AGE-ERCEA", "AGE-HADEA", "AGE-REA");
        assertThat(codes("eu_delegation")).hasSizeBetween(140, 150);
        assertThat(bodies).hasSizeBetween(330, 480);
    }

    @Test
    void keeps_central_asia_and_canada_apart() {
        assertThat(nameOf("EP-DCAS")).contains("Kazakhstan", "Mongolia");
        assertThat(nameOf("EP-D-CA")).contains("Canada");
        assertThat(nameOf("EEAS-DEL-KAZ")).contains("Kazakhstan");
    }

    @Test
    void leaves_out_bodies_that_no_longer_exist() {
        assertThat(column("code"))
                .doesNotContain(
                        "DG-NEAR",
                        "DG-REFORM",
                        "DG-DEVCO",
                        "DG-ELARG",
                        "AGE-EMCDDA",
                        "AGE-EASO",
                        "AGE-GSA",
                        "AGE-OHIM",
                        "AGE-CHAFEA",
                        "AGE-INEA",
                        "AGE-EASME",
                        "EP-ID",
                        "EP-GUE-NGL");
        assertThat(nameOf("EP-ENVI")).doesNotContain("Public Health");
        assertThat(nameOf("EP-SEDE")).doesNotContain("Subcommittee");
    }

    @Test
    void text_is_composed_and_has_no_stray_blanks() {
        assertThat(bodies).allSatisfy(body -> assertThat(body.getFields()).allSatisfy(field -> {
            assertThat(Normalizer.isNormalized(field, Normalizer.Form.NFC))
                    .as(field)
                    .isTrue();
            assertThat(field).isEqualTo(field.strip()).doesNotContain("  ", "\t", "\n", "\r", "\u00a0", "'");
        }));
    }

    @Test
    void the_file_is_plain_utf_8_with_line_feeds_and_no_byte_order_mark() throws IOException {
        try (InputStream in = open()) {
            byte[] bytes = in.readAllBytes();
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
            assertThat(text).startsWith("code,").endsWith("\n").doesNotContain("\r", "\ufffd");
        }
    }

    @Test
    void holds_every_body_of_the_parliament_open_data_under_its_own_number() throws IOException {
        assumeTrue(
                Files.exists(EP_BODIES),
                () -> "skipped: " + EP_BODIES.toAbsolutePath().normalize()
                        + " is not there; put the sample data there");
        Map<String, String> published = new HashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(EP_BODIES)) {
            csv.forEach(row -> published.put(row.getField("body_id"), row.getField("abbr")));
        }
        Map<String, String> ours = bodies.stream()
                .filter(body -> !body.getField("ep_body_id").isEmpty())
                .collect(Collectors.toMap(body -> body.getField("ep_body_id"), body -> body.getField("acronym")));
        assertThat(ours).containsExactlyInAnyOrderEntriesOf(published);
    }

    private List<String> column(String name) {
        return bodies.stream().map(body -> body.getField(name)).toList();
    }

    private List<String> codes(String kind) {
        return bodies.stream()
                .filter(body -> kind.equals(body.getField("kind")))
                .map(body -> body.getField("code"))
                .toList();
    }

    private String parentOf(String code) {
        return body(code).getField("parent");
    }

    private String nameOf(String code) {
        return body(code).getField("name_en");
    }

    private NamedCsvRecord body(String code) {
        return bodies.stream()
                .filter(body -> code.equals(body.getField("code")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no body with the code " + code));
    }

    private static InputStream open() {
        return requireNonNull(EuBodiesFileTests.class.getResourceAsStream(FILE), FILE);
    }

    private static List<NamedCsvRecord> read() {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(open(), StandardCharsets.UTF_8)) {
            return csv.stream().toList();
        } catch (IOException unreadable) {
            throw new AssertionError(FILE + " cannot be read", unreadable);
        }
    }
}
