package org.shanyraq.crm.exchange.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportView;

/** The settings of an import as its page sends them: what is not sent stays as it is, also the meanings of words that the page does not show. */
final class ImportSettingsForm {

    private static final int MOST_WORDS = 200;

    private ImportSettingsForm() {}

    static ImportSettings read(HttpServletRequest request, ImportView known) {
        return read(request, known, request.getParameter("mapping") != null);
    }

    /** Whether it is about how the file is read; what is said of its columns is sent along, and not meant to hold yet. */
    static boolean isReading(HttpServletRequest request) {
        return request.getParameter("reading") != null;
    }

    /** How the file is to be read, with what held of its columns before. */
    static ImportSettings reading(HttpServletRequest request, ImportView known) {
        return read(request, known, false);
    }

    /** The settings of the import as it is now read, with what was being said of those columns that are still there. */
    static ImportSettings kept(HttpServletRequest request, ImportView before, ImportView now) {
        ImportSettings settings = now.settings();
        if (request.getParameter("mapping") == null) {
            return settings;
        }
        ImportSettings said = read(request, before, true);
        Map<Integer, ColumnMapping> columns = new LinkedHashMap<>();
        settings.columns().forEach(column -> columns.put(column.column(), column));
        for (ImportView.Column column : now.columns()) {
            int was = placeBefore(column, before, now);
            said.columns().stream()
                    .filter(mapping -> mapping.column() == was)
                    .findFirst()
                    .ifPresent(mapping -> columns.put(
                            column.index(),
                            new ColumnMapping(column.index(), mapping.field(), mapping.scheme(), mapping.words())));
        }
        return new ImportSettings(
                settings.encoding(),
                settings.delimiter(),
                settings.sheet(),
                settings.header(),
                List.copyOf(columns.values()),
                said.language(),
                said.createOrganisations(),
                said.source());
    }

    /** Where a column of that header stood before, or -1. Columns without headers are told by their place, while they are as many. */
    private static int placeBefore(ImportView.Column column, ImportView before, ImportView now) {
        String header = column.header();
        List<Integer> same = before.columns().stream()
                .filter(other -> other.header().equals(header))
                .map(ImportView.Column::index)
                .toList();
        if (same.contains(column.index())
                && (!header.isBlank()
                        || before.columns().size() == now.columns().size())) {
            return column.index();
        }
        return same.size() == 1 && !header.isBlank() ? same.get(0) : -1;
    }

    private static ImportSettings read(HttpServletRequest request, ImportView known, boolean mapping) {
        ImportSettings settings = known.settings();
        String delimiter = text(request, "delimiter", settings.delimiter());
        return new ImportSettings(
                text(request, "encoding", settings.encoding()),
                delimiter.equals("tab") ? "\t" : delimiter,
                number(text(request, "sheet", Integer.toString(settings.sheet()))),
                isReading(request) ? request.getParameter("header") != null : settings.header(),
                mapping ? columns(request, known) : settings.columns(),
                mapping ? text(request, "language", settings.language()) : settings.language(),
                mapping ? request.getParameter("createOrganisations") != null : settings.createOrganisations(),
                mapping ? blankToNull(request.getParameter("source")) : settings.source());
    }

    private static List<ColumnMapping> columns(HttpServletRequest request, ImportView known) {
        List<ColumnMapping> columns = new ArrayList<>();
        for (ImportView.Column column : known.columns()) {
            String suffix = "_" + column.index();
            ImportField field = field(request.getParameter("field" + suffix));
            Map<String, String> words = new LinkedHashMap<>(meanings(known, column.index(), field));
            for (int i = 0; i < MOST_WORDS; i++) {
                String word = request.getParameter("word" + suffix + "_" + i);
                if (word == null) {
                    break;
                }
                String code = request.getParameter("code" + suffix + "_" + i);
                if (code == null || code.isEmpty()) {
                    words.remove(word);
                } else {
                    words.put(word, code.equals("-") ? "" : code);
                }
            }
            columns.add(new ColumnMapping(
                    column.index(),
                    field,
                    field != null && field.needsScheme() ? blankToNull(request.getParameter("scheme" + suffix)) : null,
                    words));
        }
        return columns;
    }

    /** What words of the column mean so far, as long as it means the same field. */
    private static Map<String, String> meanings(ImportView known, int column, @Nullable ImportField field) {
        return known.settings().columns().stream()
                .filter(mapping -> mapping.column() == column && mapping.field() == field)
                .findFirst()
                .map(ColumnMapping::words)
                .orElse(Map.of());
    }

    private static @Nullable ImportField field(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        try {
            return ImportField.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static String text(HttpServletRequest request, String name, String otherwise) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
