package org.shanyraq.crm.exchange;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.shared.Violation;

/**
 * One row of a file, what it would do and what became of it.
 *
 * @param number line of the record in the file, from 1, the header counted
 * @param label what the row is about, for example a name
 * @param record the record that it would change or has made
 * @param changes what would differ, for updates
 * @param problems what is wrong, for errors; what was noticed, for others
 * @param candidate the record that it may be a duplicate of
 * @param score how likely that is, 0 to 100
 */
public record ImportRow(
        long number,
        String label,
        RowOutcome outcome,
        RowState state,
        @Nullable UUID record,
        List<FieldChange> changes,
        List<Violation> problems,
        @Nullable UUID candidate,
        @Nullable String candidateName,
        @Nullable Integer score,
        @Nullable RowDecision decision,
        List<String> cells) {

    public ImportRow {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
        cells = List.copyOf(cells);
    }
}
