package org.shanyraq.crm.exchange.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.PartialDate;

/** The cells of a row by what they mean, composed as the directory keeps texts. Blank cells do not exist here. */
final class RowValues {

    private final List<Cell> cells = new ArrayList<>();

    private RowValues(List<Cell> cells) {
        this.cells.addAll(cells);
    }

    /** The row without those cells. */
    RowValues without(Predicate<Cell> left) {
        return new RowValues(cells.stream().filter(left.negate()).toList());
    }

    /** One cell that is not blank. */
    record Cell(ImportField field, ColumnMapping column, String text) {}

    RowValues(ImportSettings settings, List<String> row) {
        for (ColumnMapping column : settings.columns()) {
            ImportField field = column.field();
            if (field != null && column.column() >= 0 && column.column() < row.size()) {
                String text = Normalizer.normalize(Cells.undefused(row.get(column.column())), Normalizer.Form.NFC);
                if (!text.isEmpty()) {
                    cells.add(new Cell(field, column, text));
                }
            }
        }
    }

    List<Cell> all(ImportField field) {
        return cells.stream().filter(cell -> cell.field() == field).toList();
    }

    boolean has(ImportField field) {
        return cells.stream().anyMatch(cell -> cell.field() == field);
    }

    /** The text of the field, or empty. */
    String one(ImportField field) {
        return all(field).stream().findFirst().map(Cell::text).orElse("");
    }

    @Nullable
    String oneOrNull(ImportField field) {
        return all(field).stream().findFirst().map(Cell::text).orElse(null);
    }

    /** The code that a word of a closed list stands for; an unknown word is an error. */
    Optional<String> code(ImportField field, Findings findings) {
        for (Cell cell : all(field)) {
            Optional<String> code = CodedWords.code(cell.column(), cell.text());
            if (code.isEmpty()) {
                findings.error(field, "unknown-word", cell.text());
            }
            return code.filter(known -> !known.isEmpty());
        }
        return Optional.empty();
    }

    /** Our own id of the record; text that is none is an error. */
    Optional<UUID> crmId(Findings findings) {
        String text = one(ImportField.CRM_ID);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return Optional.of(UUID.fromString(text));
        }
        findings.error(ImportField.CRM_ID, "no-such-record", text);
        return Optional.empty();
    }

    /** The identifiers of the row itself, from columns of one scheme and from cells that name the schemes. */
    List<ExternalId> externalIds(Findings findings) {
        List<ExternalId> ids = new ArrayList<>(externalIds(ImportField.EXTERNAL_ID, findings));
        for (Cell cell : all(ImportField.EXTERNAL_IDS)) {
            try {
                ExternalIdsCell.read(cell.text()).stream()
                        .filter(id -> !ids.contains(id))
                        .forEach(ids::add);
            } catch (IllegalArgumentException none) {
                findings.error(ImportField.EXTERNAL_IDS, "bad-identifiers", String.valueOf(none.getMessage()));
            }
        }
        return ids;
    }

    List<ExternalId> externalIds(ImportField field, Findings findings) {
        List<ExternalId> ids = new ArrayList<>();
        for (Cell cell : all(field)) {
            String scheme = cell.column().scheme();
            try {
                ExternalId id = new ExternalId(scheme == null ? "" : scheme, cell.text());
                if (!ids.contains(id)) {
                    ids.add(id);
                }
            } catch (IllegalArgumentException invalid) {
                findings.error(field, "bad-identifier", cell.text());
            }
        }
        return ids;
    }

    @Nullable
    PartialDate date(ImportField field, Findings findings) {
        String text = one(field);
        if (text.isEmpty()) {
            return null;
        }
        Cells.ReadDate read = Cells.date(text);
        if (read.date() == null) {
            findings.error(field, "bad-date", text);
        } else if (read.swapped()) {
            findings.notice(field, "month-first", text, read.date().toString());
        }
        return read.date();
    }
}
