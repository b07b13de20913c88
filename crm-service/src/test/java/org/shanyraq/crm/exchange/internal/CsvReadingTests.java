package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.shared.InvalidInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CsvReadingTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comma_in_quotes",
                "empty",
                "empty_crlf",
                "escaped_quotes",
                "json",
                "location_coordinates",
                "newlines",
                "newlines_crlf",
                "quotes_and_newlines",
                "simple",
                "simple_crlf",
                "utf8"
            })
    void everyCaseOfTheCsvSpectrumGivesItsJson(String name) throws IOException {
        Path csv = SampleFiles.shared("csv-samples/csv-spectrum/csvs/" + name + ".csv");
        JsonNode expected = JsonMapper.shared()
                .readTree(Files.readString(SampleFiles.shared("csv-samples/csv-spectrum/json/" + name + ".json")));

        List<RawRow> rows = SampleFiles.rows(csv, false, SampleFiles.guessed(csv));

        List<Map<String, String>> found = new ArrayList<>();
        for (RawRow row : rows.subList(1, rows.size())) {
            assertThat(row.errors()).isEmpty();
            Map<String, String> record = new LinkedHashMap<>();
            for (int i = 0; i < row.cells().size(); i++) {
                record.put(rows.get(0).cells().get(i), row.cells().get(i));
            }
            found.add(record);
        }
        List<Map<String, String>> wanted = new ArrayList<>();
        for (JsonNode node : expected.isArray() ? expected : List.of(expected)) {
            Map<String, String> record = new LinkedHashMap<>();
            node.properties()
                    .forEach(
                            field -> record.put(field.getKey(), field.getValue().asString()));
            wanted.add(record);
        }
        if (name.equals("location_coordinates")) {
            // The telephone number of the published JSON is not that of the published CSV.
            found.forEach(record -> record.remove("Contact Phone Number"));
            wanted.forEach(record -> record.remove("Contact Phone Number"));
        }
        if (!Files.readString(csv).contains("\r")) {
            // The line breaks of some published files are not those of their JSON.
            wanted.forEach(record -> record.replaceAll((field, value) -> value.replace("\r\n", "\n")));
        }
        assertThat(found).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    duplicates_case_accent_swapped.csv | UTF-8        | ,  | Herranz García
                    excel_bg_cp1251_semicolon.csv      | windows-1251 | ;  | Кристиан Иванов Вигенин
                    excel_el_cp1253_semicolon.csv      | windows-1253 | ;  | Λευτέρης Χριστοφόρου
                    excel_fr_cp1252_semicolon.csv      | windows-1252 | ;  | Prénom
                    excel_pl_cp1250_semicolon.csv      | windows-1250 | ;  | Bartłomiej
                    excel_unicode_text_utf16le_tab.txt | UTF-16LE     | \\t | Konečná
                    multiline_notes_crlf_in_quotes.csv | UTF-8        | ,  | Lara Wolters
                    outlook_de_utf8_bom_comma.csv      | UTF-8        | ,  | Europäisches Parlament
                    """)
    void everySampleOfContactListsIsReadAsItWasWritten(String name, String encoding, String delimiter, String contained)
            throws IOException {
        Path file = SampleFiles.shared("csv-samples/contact-imports/" + name);

        ImportSettings settings = SampleFiles.guessed(file);
        List<RawRow> rows = SampleFiles.rows(file, false, settings);

        assertThat(settings.encoding()).isEqualTo(encoding);
        assertThat(settings.delimiter()).isEqualTo(delimiter.equals("\\t") ? "\t" : delimiter);
        assertThat(rows).allSatisfy(row -> assertThat(row.errors()).isEmpty());
        assertThat(rows.stream().flatMap(row -> row.cells().stream())).contains(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "'Имя;Должность\nМарина;Советник\nНурлан;Посол', windows-1251",
        "'Имя;Должность\nМарина;Советник\nНурлан;Посол', KOI8-R",
        "'Όνομα;Χώρα\nΓιώργος;Κύπρος\nΕλένη;Ελλάδα', windows-1253",
        "'Nom;Prénom\nLefèvre;Hélène\nGarçon;François', windows-1252",
        "'Name;Straße\nMüller;Königstraße\nGroß;Jägerweg', windows-1252",
        "'Jméno;Příjmení\nTomáš;Dvořák\nŽofie;Němcová', windows-1250",
        "'Név;Cím\nGyőző;Székesfehérvár\nÁrpád;Hűvös utca', windows-1250",
        "'Ad;Soyad\nAyşe;Yıldız\nİsmail;Doğan', windows-1254",
        "'Vārds;Uzvārds\nJānis;Bērziņš\nĒriks;Kļaviņš', windows-1257",
        "'Имя;Должность\nМарина;Советник', UTF-8",
        "'Имя;Должность\nМарина;Советник', UTF-16BE",
        "'Name;Role\nMaria;Adviser', UTF-16LE",
    })
    void theEncodingOfAShortListIsFound(String text, String encoding) throws IOException {
        Path file = SampleFiles.file(folder, text.getBytes(Charset.forName(encoding)));

        assertThat(EncodingGuess.of(file)).isEqualTo(encoding);
    }

    @Test
    void delimitersInsideQuotesDoNotCount() throws IOException {
        List<RawRow> rows = SampleFiles.text(folder, "name;place\n\"a,b,c,d\";\"e,f\"\n\"g,h,i\";\"j,k\"\n");

        assertThat(rows.get(1).cells()).containsExactly("a,b,c,d", "e,f");
    }

    @Test
    void aLineThatNamesTheDelimiterIsObeyedAndNotARow() throws IOException {
        List<RawRow> rows = SampleFiles.text(folder, "sep=|\r\na|b\r\n1,2|3,4\r\n");

        assertThat(rows).extracting(RawRow::cells).containsExactly(List.of("a", "b"), List.of("1,2", "3,4"));
        assertThat(rows.get(1).number()).isEqualTo(3);
    }

    @Test
    void anUnclosedQuoteIsAnErrorThatNamesItsLine() throws IOException {
        List<RawRow> rows = SampleFiles.text(folder, "a,b\n1,2\n\"x\ny\",\"open\n5,6\n7,8\n");

        RawRow last = rows.get(rows.size() - 1);
        assertThat(last.number()).isEqualTo(3);
        assertThat(last.errors()).singleElement().satisfies(error -> {
            assertThat(error.key()).isEqualTo("crm.exchange.row.unclosed-quote");
            assertThat(error.arguments()).containsExactly(4L);
        });
    }

    @Test
    void aRowWithTooManyOrTooFewCellsIsAnErrorAndKeepsItsText() throws IOException {
        List<RawRow> rows = SampleFiles.text(folder, "a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n,,\n");

        assertThat(rows).hasSize(5);
        assertThat(rows.get(1).errors()).extracting("key").containsExactly("crm.exchange.row.too-few-cells");
        assertThat(rows.get(2).errors()).extracting("key").containsExactly("crm.exchange.row.too-many-cells");
        assertThat(rows.get(2).cells()).containsExactly("1", "2", "3", "4");
        assertThat(rows.get(3).errors()).isEmpty();
        assertThat(rows.get(3).cells()).containsExactly("1", "2", "3");
    }

    @Test
    void controlCharactersAndWrongBytesAreErrorsOfTheirRowOnly() throws IOException {
        byte[] good = "name,place\nÉlodie,Liège\nZoë,Namür\n".repeat(20).getBytes(StandardCharsets.UTF_8);
        byte[] bad = "a\0b,x\n".getBytes(StandardCharsets.UTF_8);
        byte[] worse = {'q', (byte) 0xFF, ',', 'y', '\n', 'l', ',', 'm', '\n'};
        byte[] all = new byte[good.length + bad.length + worse.length];
        System.arraycopy(good, 0, all, 0, good.length);
        System.arraycopy(bad, 0, all, good.length, bad.length);
        System.arraycopy(worse, 0, all, good.length + bad.length, worse.length);
        Path file = SampleFiles.file(folder, all);

        List<RawRow> rows = SampleFiles.rows(file, false, SampleFiles.guessed(file));

        assertThat(rows).hasSize(63);
        assertThat(rows.get(60).errors()).extracting("key").containsExactly("crm.exchange.row.control-character");
        assertThat(rows.get(61).errors()).extracting("key").containsExactly("crm.exchange.row.undecodable");
        assertThat(rows.get(62).errors()).isEmpty();
    }

    @Test
    void aCellThatIsTooLongIsAnErrorOfItsRow() throws IOException {
        List<RawRow> rows = SampleFiles.text(folder, "a,b\n" + "x".repeat(40_000) + ",2\n3,4\n");

        assertThat(rows.get(1).errors()).extracting("key").containsExactly("crm.exchange.row.cell-too-long");
        assertThat(rows.get(2).errors()).isEmpty();
    }

    @Test
    void aRowWithTenThousandColumnsIsAnErrorOfItsRow() throws IOException {
        List<RawRow> rows = SampleFiles.text(folder, "a,b\n" + "x,".repeat(10_000) + "\n3,4\n");

        assertThat(rows.get(1).errors()).extracting("key").containsExactly("crm.exchange.row.too-many-columns");
        assertThat(rows.get(2).cells()).containsExactly("3", "4");
    }

    @Test
    void aLineWithoutEndStopsAtTheLimit() {
        Endless endless = new Endless();

        assertThatThrownBy(() -> {
                    try (CsvTable table = new CsvTable(endless, StandardCharsets.UTF_8, ',')) {
                        table.next();
                    }
                })
                .isInstanceOfSatisfying(InvalidInputException.class, refused -> assertThat(refused.violations())
                        .extracting("key")
                        .containsExactly("crm.exchange.file.record-too-long"));
        assertThat(endless.read).isLessThan(4 * Limits.RECORD);
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7, crm.exchange.file.is-pdf",
        "'<html><table>', crm.exchange.file.is-html",
        "'  <?xml version=\"1.0\"?><x/>', crm.exchange.file.is-html",
        "'BEGIN:VCARD\nVERSION:3.0', crm.exchange.file.is-vcard",
        "'{\\rtf1 x}', crm.exchange.file.is-document",
        "GIF89a, crm.exchange.file.is-image",
        "'   \n ', crm.exchange.file.is-empty",
        "'', crm.exchange.file.is-empty",
    })
    void anotherKindOfFileIsRefusedWithAWordOnWhatToDo(String content, String key) throws IOException {
        Path file = SampleFiles.file(folder, content.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> FileKind.of(file))
                .isInstanceOfSatisfying(InvalidInputException.class, refused -> assertThat(refused.violations())
                        .extracting("key")
                        .containsExactly(key));
    }

    @Test
    void anOldWorkbookAndOtherBinaryFilesAreRefused() throws IOException {
        Path old = SampleFiles.file(folder, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2});
        byte[] noise = new byte[2000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 37);
        }
        Path binary = SampleFiles.file(folder, noise);

        assertThatThrownBy(() -> FileKind.of(old)).hasMessageContaining("is-old-excel");
        assertThatThrownBy(() -> FileKind.of(binary)).hasMessageContaining("is-binary");
    }

    @Test
    void aHeaderIsToldFromAFirstRowOfValues() {
        assertThat(Stream.of(List.of("name", "e-mail"), List.of("Nom", "Téléphone 2"))
                        .allMatch(LayoutGuess::hasHeader))
                .isTrue();
        assertThat(Stream.of(List.of("Ana", "ana@example.org"), List.of("Ana", "+32 2 555 01 00"), List.of("", ""))
                        .noneMatch(LayoutGuess::hasHeader))
                .isTrue();
    }

    /** One line of many megabytes that never ends. */
    private static final class Endless extends InputStream {

        private long read;

        @Override
        public int read() {
            read++;
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            Arrays.fill(buffer, offset, offset + count, (byte) 'x');
            read += count;
            return count;
        }
    }
}
