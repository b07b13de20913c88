package org.shanyraq.crm.exchange.internal;

import java.util.List;
import org.shanyraq.crm.shared.Violation;

/**
 * One record of a file as it came.
 *
 * @param number line on which the record begins, or row of the sheet, from 1
 * @param cells as many as the header has, when there are no errors
 * @param errors why it cannot be used
 * @param notices what was noticed and does no harm
 */
record RawRow(long number, List<String> cells, List<Violation> errors, List<Violation> notices) {

    RawRow {
        cells = List.copyOf(cells);
        errors = List.copyOf(errors);
        notices = List.copyOf(notices);
    }

    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }
}
