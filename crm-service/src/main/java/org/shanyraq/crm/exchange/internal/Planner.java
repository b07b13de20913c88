package org.shanyraq.crm.exchange.internal;

import org.shanyraq.crm.exchange.ImportSettings;

/** Finds out what a row would do, for one subject of import. Reads only. */
interface Planner {

    Plan plan(StoredRow row, Planning planning);

    /** By what the row means contacts, as {@link #plan} will look them up. */
    default Mentions mentions(StoredRow row, ImportSettings settings) {
        return Mentions.NONE;
    }
}
