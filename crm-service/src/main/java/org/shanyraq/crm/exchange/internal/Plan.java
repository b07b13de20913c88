package org.shanyraq.crm.exchange.internal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.shared.Violation;

/**
 * What a row would do, found without writing.
 *
 * @param sameAs number of an earlier row of the file that means the same
 * @param contacts ids of the contacts that the row speaks of
 * @param planned the details that the record would have, for rows that come later in the file; null when there are none
 * @param keys by which later rows of the file are found to mean the same
 * @param deed null when there is nothing to do
 */
record Plan(
        RowOutcome outcome,
        String label,
        @Nullable UUID record,
        List<FieldChange> changes,
        List<Violation> errors,
        List<Violation> notices,
        @Nullable UUID candidate,
        @Nullable String candidateName,
        @Nullable Integer score,
        @Nullable Long sameAs,
        Sensitivity sensitivity,
        Set<UUID> contacts,
        @Nullable Record planned,
        Set<String> keys,
        @Nullable Deed deed) {

    static Plan error(String label, Findings findings) {
        return new Plan(
                RowOutcome.ERROR,
                label,
                null,
                List.of(),
                findings.errors(),
                findings.notices(),
                null,
                null,
                null,
                null,
                findings.sensitivity(),
                findings.contacts(),
                null,
                Set.of(),
                null);
    }

    static Plan of(
            RowOutcome outcome,
            String label,
            @Nullable UUID record,
            List<FieldChange> changes,
            Findings findings,
            Sensitivity sensitivity,
            @Nullable Record planned,
            Set<String> keys,
            @Nullable Deed deed) {
        return new Plan(
                outcome,
                label,
                record,
                List.copyOf(changes),
                List.of(),
                findings.notices(),
                null,
                null,
                null,
                null,
                sensitivity,
                findings.contacts(),
                planned,
                Set.copyOf(keys),
                deed);
    }

    /** The same, held back since a record may be the same. */
    Plan suspected(@Nullable UUID who, @Nullable String name, int how, @Nullable Long row, Sensitivity least) {
        return new Plan(
                RowOutcome.DUPLICATE_SUSPECTED,
                label,
                record,
                changes,
                errors,
                notices,
                who,
                name,
                how,
                row,
                least.level() > sensitivity.level() ? least : sensitivity,
                contacts,
                planned,
                keys,
                null);
    }

    /** The same, of which an earlier row of the file spoke already. */
    Plan sameAs(long row) {
        return new Plan(
                outcome,
                label,
                record,
                changes,
                errors,
                notices,
                candidate,
                candidateName,
                score,
                row,
                sensitivity,
                contacts,
                planned,
                keys,
                deed);
    }
}
