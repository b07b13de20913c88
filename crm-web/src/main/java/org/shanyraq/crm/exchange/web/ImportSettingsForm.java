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

/** The settings of an import as its page sends them: what is not sent stays as it is. */
final class ImportSettingsForm {

    private static final int MOST_WORDS = 200;

    private ImportSettingsForm() {}

    static ImportSettings read(HttpServletRequest request, ImportView known) {
        ImportSettings settings = known.settings();
        boolean reading = request.getParameter("reading") != null;
        boolean mapping = request.getParameter("mapping") != null;
        String delimiter = text(request, "delimiter", settings.delimiter());
        return new ImportSettings(
                text(request, "encoding", settings.encoding()),
                delimiter.equals("tab") ? "\t" : delimiter,
                number(text(request, "sheet", Integer.toString(settings.sheet()))),
                reading ? request.getParameter("header") != null : settings.header(),
                mapping ? columns(request, known) : settings.columns(),
                text(request, "language", settings.language()),
                mapping ? request.getParameter("createOrganisations") != null : settings.createOrganisations(),
                mapping ? blankToNull(request.getParameter("source")) : settings.source());
    }

    private static List<ColumnMapping> columns(HttpServletRequest request, ImportView known) {
        List<ColumnMapping> columns = new ArrayList<>();
        for (ImportView.Column column : known.columns()) {
            String suffix = "_" + column.index();
            ImportField field = field(request.getParameter("field" + suffix));
            Map<String, String> words = new LinkedHashMap<>();
            for (int i = 0; i < MOST_WORDS; i++) {
                String word = request.getParameter("word" + suffix + "_" + i);
                if (word == null) {
                    break;
                }
                String code = request.getParameter("code" + suffix + "_" + i);
                if (code != null && !code.isEmpty()) {
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
