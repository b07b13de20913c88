package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.shanyraq.crm.exchange.ImportSettings;

/** Files that tests read, and how they are read. */
final class SampleFiles {

    private static final String RELATIONS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s</Relationships>";
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private SampleFiles() {}

    /** A file of the shared public samples; the test is skipped where they are absent. */
    static Path shared(String path) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return data.resolve(path);
            }
        }
        String missing = "the folder ../shared/data with public sample files is not here";
        System.out.println("WARN NOT TESTED, " + test() + " on " + path + ": " + missing);
        return Assumptions.abort(missing);
    }

    /** Class and method of the test that asks. */
    private static String test() {
        return StackWalker.getInstance()
                .walk(calls -> calls.filter(call -> call.getClassName().endsWith("Tests")
                                && !call.getMethodName().startsWith("lambda$"))
                        .reduce((inner, outer) -> outer)
                        .map(call -> call.getClassName().replaceAll(".*\\.", "") + "." + call.getMethodName())
                        .orElse("something"));
    }

    static Path file(Path folder, byte[] content) throws IOException {
        Path file = Files.createTempFile(folder, "sample", "");
        Files.write(file, content);
        return file;
    }

    /** Settings as they are found by looking at the file. */
    static ImportSettings guessed(Path file) throws IOException {
        String encoding = EncodingGuess.of(file);
        String delimiter = LayoutGuess.delimiter(file, Objects.requireNonNull(EncodingGuess.charset(encoding)));
        return new ImportSettings(encoding, delimiter, 0, true, List.of(), "en", false, null);
    }

    static List<RawRow> rows(Path file, boolean workbook, ImportSettings settings) throws IOException {
        List<RawRow> rows = new ArrayList<>();
        try (Table table = Tables.open(file, workbook, settings)) {
            for (RawRow row = table.next(); row != null; row = table.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    static List<RawRow> text(Path folder, String content) throws IOException {
        Path file = file(folder, content.getBytes(StandardCharsets.UTF_8));
        return rows(file, false, guessed(file));
    }

    static List<RawRow> sheet(Path file) throws IOException {
        return rows(file, true, new ImportSettings("UTF-8", ",", 0, true, List.of(), "en", false, null));
    }

    /** A workbook of one sheet with that content of {@code sheetData}. */
    static Path workbook(Path folder, String sheetData, @Nullable String sharedStrings, @Nullable String styles)
            throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", "<Types/>");
        parts.put(
                "_rels/.rels",
                RELATIONS.formatted(
                        "<Relationship Id=\"a\" Type=\"" + TYPES + "officeDocument\" Target=\"xl/workbook.xml\"/>"));
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"People\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                RELATIONS.formatted("<Relationship Id=\"s1\" Type=\"" + TYPES
                        + "worksheet\" Target=\"worksheets/s.xml\"/>"
                        + "<Relationship Id=\"s2\" Type=\"" + TYPES + "sharedStrings\" Target=\"/xl/strings.xml\"/>"
                        + "<Relationship Id=\"s3\" Type=\"" + TYPES + "styles\" Target=\"styles.xml\"/>"));
        parts.put(
                "xl/worksheets/s.xml",
                sheetData.startsWith("<?") || sheetData.startsWith("<!")
                        ? sheetData
                        : "<worksheet><sheetData>" + sheetData + "</sheetData></worksheet>");
        if (sharedStrings != null) {
            parts.put("xl/strings.xml", sharedStrings);
        }
        if (styles != null) {
            parts.put("xl/styles.xml", styles);
        }
        return zip(folder, parts);
    }

    static Path zip(Path folder, Map<String, String> parts) throws IOException {
        Path file = Files.createTempFile(folder, "sample", "");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
