package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxReadingTests {

    @TempDir
    Path folder;

    @Test
    void aWorkbookOfAnotherProgramIsReadCellByCell() throws IOException {
        Path file = Files.createTempFile(folder, "sample", "");
        try (OutputStream out = Files.newOutputStream(file)) {
            Workbook workbook = new Workbook(out, "Test", "1.0");
            Worksheet sheet = workbook.newWorksheet("People");
            sheet.value(0, 0, "Name");
            sheet.value(0, 1, "Since");
            sheet.value(0, 2, "Number");
            sheet.value(1, 0, "Әсел Нұрланқызы");
            sheet.value(1, 1, LocalDate.of(2024, 2, 29));
            sheet.style(1, 1).format("dd.mm.yyyy").set();
            sheet.value(1, 2, 28619);
            sheet.inlineString(3, 0, "Zoë & Co <x>");
            sheet.value(3, 2, 0.125);
            sheet.style(3, 2).format("0.0%").set();
            workbook.finish();
        }

        assertThat(FileKind.of(file)).isEqualTo(FileKind.WORKBOOK);
        List<RawRow> rows = SampleFiles.sheet(file);

        assertThat(rows).extracting(RawRow::number).containsExactly(1L, 2L, 4L);
        assertThat(rows.get(1).cells()).containsExactly("Әсел Нұрланқызы", "2024-02-29", "28619");
        assertThat(rows.get(2).cells()).containsExactly("Zoë & Co <x>", "", "12.5%");
    }

    @Test
    void ofAFormulaTheLastValueIsTakenAndTold() throws IOException {
        List<RawRow> rows = SampleFiles.sheet(SampleFiles.workbook(folder, """
                <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>
                <row r="2"><c r="A2" t="str"><f>"x"&amp;"y"</f><v>xy</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>
                <row r="3"><c r="A3"><f>HYPERLINK("http://x")</f></c><c r="B3"><v>1</v></c></row>
                <row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B4"><v>1</v></c></row>
                """, null, null));

        assertThat(rows.get(1).cells()).containsExactly("xy", "2");
        assertThat(rows.get(1).errors()).isEmpty();
        assertThat(rows.get(1).notices()).extracting("key").containsOnly("crm.exchange.row.formula");
        assertThat(rows.get(2).errors()).extracting("key").containsExactly("crm.exchange.row.formula-without-value");
        assertThat(rows.get(3).errors()).extracting("key").containsExactly("crm.exchange.row.error-cell");
    }

    @Test
    void sharedTextsKeepTheirRunsAndLoseTheirPronunciation() throws IOException {
        List<RawRow> rows = SampleFiles.sheet(SampleFiles.workbook(
                folder,
                "<row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row><row><c t=\"s\"><v>9</v></c></row>",
                """
                <sst><si><r><t>Na</t></r><r><t>me</t></r></si>
                <si><t>東京_x000D_</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si></sst>
                """,
                null));

        assertThat(rows.get(0).cells()).containsExactly("Name");
        assertThat(rows.get(1).cells()).containsExactly("東京");
        assertThat(rows.get(2).errors()).extracting("key").containsExactly("crm.exchange.row.damaged-cell");
    }

    @ParameterizedTest
    @CsvSource({
        "45352, yyyy-mm-dd, 2024-03-01",
        "45352.5, dd/mm/yyyy hh:mm, 2024-03-01T12:00",
        "0.75, hh:mm, 18:00",
        "1, d.m.yyyy, 1900-01-01",
        "45352, '[$-407]d. mmmm yyyy;@', 2024-03-01",
        "28619, '', 28619",
        "28619.0, General, 28619",
        "0.30000000000000004, '', 0.3",
        "1.2345E+3, '', 1234.5",
        "0.5, 0%, 50%",
        "42, 00000, 00042",
        "1234.5, '#,##0.00 \"days\"', 1234.5",
    })
    void numbersAreWrittenAsTheyAreMeant(String value, String format, String text) {
        assertThat(NumberFormats.format(value, format, false)).isEqualTo(text);
    }

    @Test
    void aReferenceFarAwayCostsNothing() throws IOException {
        List<RawRow> rows = SampleFiles.sheet(SampleFiles.workbook(
                folder,
                "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"99999999999\"><c r=\"ZZZZZZZ2\"><v>2</v></c></row>",
                null,
                null));

        assertThat(rows.get(1).number()).isEqualTo(2);
        assertThat(rows.get(1).errors()).extracting("key").containsExactly("crm.exchange.row.too-many-columns");
    }

    @Test
    void aBombIsRefusedAtOnce() throws IOException {
        Path file = Files.createTempFile(folder, "sample", "");
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name :
                    List.of("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/s.xml")) {
                zip.putNextEntry(new ZipEntry(name));
                for (int i = 0; name.endsWith("s.xml") && i < 1024; i++) {
                    zip.write(zeros);
                }
                zip.closeEntry();
            }
        }

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThatThrownBy(() -> FileKind.of(file))
                .hasMessageContaining("is-bomb"));
    }

    @Test
    void aWorkbookOfVeryManyFilesIsRefused() throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < 5_000; i++) {
            parts.put("x" + i, "");
        }

        assertThatThrownBy(() -> FileKind.of(SampleFiles.zip(folder, parts))).hasMessageContaining("is-bomb");
    }

    @Test
    void aTypeDefinitionIsRefusedAndNothingIsFetched() throws IOException {
        try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            canary.setSoTimeout(300);
            String url = "http://127.0.0.1:" + canary.getLocalPort() + "/x";
            Path external = SampleFiles.workbook(
                    folder,
                    "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY x SYSTEM \"" + url
                            + "\">]><worksheet><sheetData><row><c t=\"str\"><v>&x;</v></c></row></sheetData></worksheet>",
                    null,
                    null);
            Path laughs = SampleFiles.workbook(
                    folder,
                    "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"str\">"
                            + "<v>&b;</v></c></row></sheetData></worksheet>",
                    null,
                    null);

            assertThatThrownBy(() -> SampleFiles.sheet(external)).hasMessageContaining("is-xml-with-dtd");
            assertThatThrownBy(() -> SampleFiles.sheet(laughs)).hasMessageContaining("is-xml-with-dtd");
            assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"word/document.xml:is-document", "a.txt:is-zip", "xl/workbook.bin:is-binary-workbook"})
    void anotherPackedFileIsRefused(String entryAndKey) throws IOException {
        String[] parts = entryAndKey.split(":");

        assertThatThrownBy(() -> FileKind.of(SampleFiles.zip(folder, Map.of(parts[0], "x"))))
                .hasMessageContaining(parts[1]);
    }

    @Test
    void aDamagedWorkbookIsRefused() throws IOException {
        Path whole = SampleFiles.workbook(folder, "<row><c><v>1</v></c></row>", null, null);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = SampleFiles.file(folder, Arrays.copyOf(bytes, bytes.length / 2));
        Path broken = SampleFiles.workbook(folder, "<row><c><v>1</v></c>", null, null);

        assertThatThrownBy(() -> FileKind.of(half)).hasMessageContaining("is-damaged-workbook");
        assertThatThrownBy(() -> SampleFiles.sheet(broken)).hasMessageContaining("is-damaged-workbook");
    }
}
