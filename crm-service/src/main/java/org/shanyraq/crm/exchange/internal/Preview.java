package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Sha256;

/**
 * What the first rows of a file hold.
 *
 * @param headers names of the columns, empty without a header
 * @param values the values of each column
 */
record Preview(List<String> headers, List<List<String>> values) {

    private static final int SAMPLES = 5;
    private static final int SAMPLE_LENGTH = 120;

    /** @throws InvalidInputException when the first row is wider than a file may be */
    static Preview of(Path file, boolean workbook, ImportSettings settings) throws IOException {
        List<String> headers = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        try (Table table = Tables.open(file, workbook, settings)) {
            RawRow row = table.next();
            int width = row == null ? 0 : row.cells().size();
            if (row != null
                    && row.errors().stream()
                            .anyMatch(error -> error.key().equals("crm.exchange.row.too-many-columns"))) {
                throw InvalidInputException.of("file", "crm.exchange.file.too-many-columns", Limits.COLUMNS);
            }
            for (int column = 0; column < width; column++) {
                headers.add(
                        settings.header() && row != null
                                ? row.cells().get(column).strip()
                                : "");
                values.add(new ArrayList<>());
            }
            if (settings.header() && row != null) {
                row = table.next();
            }
            for (int rows = 0; row != null && rows < Limits.PREVIEW_ROWS; rows++) {
                for (int column = 0; column < Math.min(width, row.cells().size()); column++) {
                    values.get(column).add(Cells.undefused(row.cells().get(column)));
                }
                row = table.next();
            }
        }
        return new Preview(headers, values);
    }

    /** @param known what was found out of the same file, read in the same way, before; empty when there is nothing */
    List<ImportView.Column> columns(List<ColumnMapping> mappings, List<ImportView.Column> known) {
        UnknownWords words = new UnknownWords(mappings);
        for (int column = 0; column < values.size(); column++) {
            for (String value : values.get(column)) {
                words.look(column, value);
            }
        }
        words.lookAgain(known);
        List<ImportView.Column> columns = new ArrayList<>();
        for (int column = 0; column < headers.size(); column++) {
            Set<String> samples = new LinkedHashSet<>();
            for (String value : values.get(column)) {
                if (!value.isEmpty() && samples.size() < SAMPLES) {
                    samples.add(value.length() <= SAMPLE_LENGTH ? value : value.substring(0, SAMPLE_LENGTH) + "…");
                }
            }
            columns.add(new ImportView.Column(column, headers.get(column), List.copyOf(samples), words.of(column)));
        }
        return columns;
    }

    /** What tells files with the same columns: a mapping is remembered under it. */
    static String signature(List<ImportView.Column> columns) {
        StringBuilder names = new StringBuilder();
        columns.forEach(column -> names.append(column.header().strip()).append('\u0000'));
        return Sha256.hex(names.toString());
    }

    static String signatureOf(List<String> headers) {
        return signature(headers.stream()
                .map(header -> new ImportView.Column(0, header, List.of(), List.of()))
                .toList());
    }
}
