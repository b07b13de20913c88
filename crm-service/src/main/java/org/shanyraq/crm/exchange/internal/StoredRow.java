package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.shared.Violation;

/**
 * One row of an import as it is kept.
 *
 * @param outcome null before it is checked
 * @param planned JSON of the details that the record would have afterwards
 * @param sameAs number of an earlier row of the same file that means the same
 * @param sensitivity of the most sensitive contact that it speaks of
 * @param journal JSON of what was done, for taking it back
 */
record StoredRow(
        long number,
        List<String> cells,
        String label,
        @Nullable RowOutcome outcome,
        RowState state,
        @Nullable UUID record,
        List<FieldChange> changes,
        List<Violation> errors,
        List<Violation> notices,
        @Nullable String planned,
        @Nullable UUID candidate,
        @Nullable String candidateName,
        @Nullable Integer score,
        @Nullable Long sameAs,
        @Nullable RowDecision decision,
        Sensitivity sensitivity,
        @Nullable String journal) {

    /** How many of the rows the scope reaches: a job tells no more than the page of its import. */
    static long shown(List<StoredRow> rows, AccessScope scope) {
        return rows.stream()
                .filter(row -> row.sensitivity().isWithin(scope.clearance()))
                .count();
    }

    ImportRow view() {
        List<Violation> problems = new ArrayList<>(errors);
        problems.addAll(notices);
        return new ImportRow(
                number,
                label,
                outcome == null ? RowOutcome.ERROR : outcome,
                state,
                record,
                changes,
                problems,
                candidate,
                candidateName,
                score,
                decision,
                cells);
    }
}
