package org.shanyraq.crm.exchange.internal;

/** Finds out what a row would do, for one subject of import. Reads only. */
interface Planner {

    Plan plan(StoredRow row, Planning planning);
}
