package org.shanyraq.crm.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.springframework.mock.web.MockHttpServletRequest;

class ImportSettingsFormTests {

    /** One column of countries, of which an earlier file said what two words mean. */
    private static final ImportView KNOWN = view(Map.of("Lemuria", "BE", "Mu", "LU"), "Atlantis", "Mu");

    @Test
    void aWordThatThePageDoesNotShowKeepsItsMeaning() {
        MockHttpServletRequest request = columns("country");
        say(request, 0, "Atlantis", "GR");
        say(request, 1, "Mu", "LU");
        assertThat(words(request)).isEqualTo(Map.of("Lemuria", "BE", "Mu", "LU", "Atlantis", "GR"));
    }

    @Test
    void aWordThatIsShownAndGivenNoMeaningHasNone() {
        MockHttpServletRequest request = columns("country");
        say(request, 0, "Atlantis", "");
        say(request, 1, "Mu", "");
        assertThat(words(request)).isEqualTo(Map.of("Lemuria", "BE"));
    }

    @Test
    void meaningsAreOfTheirFieldOnly() {
        assertThat(words(columns("role"))).isEmpty();
    }

    @Test
    void aWordIsLeftOutWhenThatIsWhatItIsToMean() {
        MockHttpServletRequest request = columns("country");
        say(request, 0, "Atlantis", "-");
        assertThat(words(request)).containsEntry("Atlantis", "");
    }

    private static Map<String, String> words(MockHttpServletRequest request) {
        return ImportSettingsForm.read(request, KNOWN).columns().get(0).words();
    }

    private static MockHttpServletRequest columns(String field) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("mapping", "true");
        request.setParameter("field_0", field);
        return request;
    }

    private static void say(MockHttpServletRequest request, int place, String word, String code) {
        request.setParameter("word_0_" + place, word);
        request.setParameter("code_0_" + place, code);
    }

    private static ImportView view(Map<String, String> words, String... unknown) {
        return new ImportView(
                new ImportId(UUID.randomUUID()),
                new MissionId(UUID.randomUUID()),
                1,
                ImportSubject.CONTACTS,
                "list.csv",
                100,
                false,
                List.of(),
                ImportState.UPLOADED,
                new ImportSettings(
                        "UTF-8",
                        ",",
                        0,
                        true,
                        List.of(new ColumnMapping(0, ImportField.COUNTRY, null, words)),
                        "en",
                        false,
                        null),
                List.of(new ImportView.Column(0, "country", List.of(), List.of(unknown))),
                false,
                Map.of(),
                Map.of(),
                null,
                null,
                "Somebody",
                Instant.EPOCH);
    }
}
