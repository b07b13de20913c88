package org.shanyraq.crm.exchange.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.exchange.ImportSettings;

/**
 * How rows are planned.
 *
 * @param suspect whether likenesses hold a row back: when checking, not when applying what was decided
 * @param fresh whether a new record was decided on, whoever is alike
 * @param target the record that is meant by decision, or null: the one that identifiers tell
 */
record Planning(
        ImportSettings settings,
        Lookups lookups,
        EarlierRows earlier,
        boolean suspect,
        boolean fresh,
        @Nullable UUID target) {

    Directory directory() {
        return lookups.directory();
    }
}
