package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.Violation;

/** The rows of one sheet of a workbook, read one by one. Of a formula, the value that was last computed is taken and told. */
final class XlsxTable implements Table {

    private final XlsxFile workbook;
    private final List<String> strings;
    private final List<String> formats;
    private final XlsxFile.Xml xml;
    private long number;

    XlsxTable(XlsxFile workbook, int sheet) throws IOException {
        this.workbook = workbook;
        this.strings = workbook.sharedStrings();
        this.formats = workbook.numberFormats();
        this.xml = workbook.openSheet(sheet);
    }

    @Override
    public @Nullable RawRow next() {
        while (xml.next()) {
            if (xml.starts("row")) {
                number = rowNumber(xml.attribute("r"));
                RawRow row = row();
                if (!row.isBlank() || !row.errors().isEmpty()) {
                    return row;
                }
            } else if (xml.ends("sheetData")) {
                return null;
            }
        }
        return null;
    }

    private long rowNumber(@Nullable String written) {
        if (written != null && written.matches("\\d{1,8}") && Long.parseLong(written) > number) {
            return Long.parseLong(written);
        }
        return number + 1;
    }

    private RawRow row() {
        List<String> cells = new ArrayList<>();
        List<Violation> errors = new ArrayList<>();
        List<Violation> notices = new ArrayList<>();
        int column = -1;
        while (xml.next() && !xml.ends("row")) {
            if (!xml.starts("c")) {
                continue;
            }
            column = columnOf(xml.attribute("r"), column + 1);
            String style = xml.attribute("s");
            String cell = cell(String.valueOf(xml.attribute("t")), style, Math.max(0, column), errors, notices);
            if (cell.isEmpty()) {
                continue;
            }
            if (column >= Limits.COLUMNS) {
                if (errors.isEmpty()) {
                    errors.add(Violation.of("", "crm.exchange.row.too-many-columns", Limits.COLUMNS));
                }
                continue;
            }
            while (cells.size() <= column) {
                cells.add("");
            }
            cells.set(column, CellRules.examine(cell, column, errors, notices));
        }
        return new RawRow(number, cells, errors, notices);
    }

    /** Column of a reference such as {@code AB12}, from 0; whatever lies beyond the limit counts as just beyond. */
    private static int columnOf(@Nullable String reference, int next) {
        if (reference == null) {
            return Math.min(next, Limits.COLUMNS);
        }
        int column = 0;
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + (c - 'A' + 1);
            if (column > Limits.COLUMNS) {
                return Limits.COLUMNS;
            }
        }
        return column == 0 ? Math.min(next, Limits.COLUMNS) : column - 1;
    }

    private String cell(
            String type, @Nullable String style, int column, List<Violation> errors, List<Violation> notices) {
        String value = null;
        String inline = null;
        boolean formula = false;
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("v")) {
                value = xml.text("v");
            } else if (xml.starts("f")) {
                xml.text("f");
                formula = true;
            } else if (xml.starts("is")) {
                inline = xml.richText("is");
            }
        }
        String place = CellRules.columnName(column) + number;
        if (formula) {
            if (value == null || value.isEmpty()) {
                if (!type.equals("str")) {
                    errors.add(Violation.of("", "crm.exchange.row.formula-without-value", place));
                }
                return "";
            }
            notices.add(Violation.of("", "crm.exchange.row.formula", place));
        }
        if (type.equals("inlineStr")) {
            return inline == null ? "" : inline;
        }
        if (value == null || value.isEmpty()) {
            return "";
        }
        try {
            return switch (type) {
                case "s" -> strings.get(Integer.parseInt(value.strip()));
                case "str" -> value;
                case "b" -> value.strip().equals("1") ? "true" : "false";
                case "e" -> {
                    errors.add(Violation.of("", "crm.exchange.row.error-cell", place, value));
                    yield value;
                }
                case "d" -> isoDate(value.strip());
                default -> NumberFormats.format(value, formatOf(style), workbook.from1904());
            };
        } catch (NumberFormatException | IndexOutOfBoundsException damaged) {
            errors.add(Violation.of("", "crm.exchange.row.damaged-cell", place));
            return "";
        }
    }

    private static String isoDate(String value) {
        return value.replaceFirst("T00:00(:00(\\.0+)?)?Z?$", "");
    }

    private String formatOf(@Nullable String style) {
        if (style == null || !style.matches("\\d{1,6}")) {
            return "";
        }
        int index = Integer.parseInt(style);
        return index < formats.size() ? formats.get(index) : "";
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } finally {
            workbook.close();
        }
    }
}
