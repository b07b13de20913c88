package org.shanyraq.crm.exchange.internal;

import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.exchange.ImportSettings;

/**
 * How rows are planned.
 *
 * @param suspect whether likenesses hold a row back, unless it was decided upon
 * @param fresh whether a new record was decided on, whoever is alike
 * @param target the record that is meant by decision, or null: the one that identifiers tell
 * @param madeHere when applying: whether the import itself made or changed that record; null when checking
 */
record Planning(
        ImportSettings settings,
        Lookups lookups,
        EarlierRows earlier,
        boolean suspect,
        boolean fresh,
        @Nullable UUID target,
        @Nullable Predicate<UUID> madeHere) {

    /** How sensitive a new contact is of which the file does not say it. */
    Sensitivity usual() {
        Sensitivity clearance = directory().access().officer().clearance();
        return Sensitivity.INTERNAL.isWithin(clearance) ? Sensitivity.INTERNAL : clearance;
    }

    Directory directory() {
        return lookups.directory();
    }
}
