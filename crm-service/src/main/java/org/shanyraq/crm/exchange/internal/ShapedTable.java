package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;

/**
 * Gives every record as many cells as the first one has. Cells that are blank beyond it are dropped and, in a sheet, missing
 * ones are blank; anything else means that a delimiter or a line break was torn out of its quotes, so that record is an error.
 */
final class ShapedTable implements Table {

    private final Table table;
    private final boolean sheet;
    private final boolean header;
    private int width = -1;
    private int rows;

    ShapedTable(Table table, boolean sheet, boolean header) {
        this.table = table;
        this.sheet = sheet;
        this.header = header;
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        RawRow row = table.next();
        if (row == null) {
            return null;
        }
        boolean first = width < 0;
        if (first) {
            // A sheet may be formatted far to the right of what it holds; a text file has as many columns as it says.
            width = sheet && header ? lastFilled(row.cells()) + 1 : row.cells().size();
        }
        if (!(first && header) && ++rows > Limits.ROWS) {
            throw InvalidInputException.of("file", "crm.exchange.file.too-many-rows", Limits.ROWS);
        }
        return shaped(row);
    }

    private RawRow shaped(RawRow row) {
        int size = row.cells().size();
        if (size == width) {
            return row;
        }
        List<String> cells = new ArrayList<>(row.cells());
        List<Violation> errors = new ArrayList<>(row.errors());
        if (size > width) {
            int filled = lastFilled(cells) + 1;
            if (filled > width) {
                if (errors.isEmpty()) {
                    errors.add(Violation.of("", "crm.exchange.row.too-many-cells", filled, width));
                }
            } else {
                cells.subList(width, size).clear();
            }
        } else {
            if (!sheet && errors.isEmpty()) {
                errors.add(Violation.of("", "crm.exchange.row.too-few-cells", size, width));
            }
            while (cells.size() < width) {
                cells.add("");
            }
        }
        return new RawRow(row.number(), cells, errors, row.notices());
    }

    private static int lastFilled(List<String> cells) {
        int last = cells.size() - 1;
        while (last >= 0 && cells.get(last).isBlank()) {
            last--;
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
