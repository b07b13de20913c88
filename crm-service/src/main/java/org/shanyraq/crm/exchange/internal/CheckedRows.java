package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.List;

/** Finds out for some rows of an import, in one transaction and in their order, what each would do. It is noted at the end. */
final class CheckedRows {

    private final StoredImport one;
    private final Planner planner;
    private final ImportStore store;
    private final Lookups lookups;

    CheckedRows(StoredImport one, Planner planner, Directory directory, ImportStore store) {
        this.one = one;
        this.planner = planner;
        this.store = store;
        this.lookups = new Lookups(directory);
    }

    void check(List<StoredRow> rows) {
        lookups.contacts()
                .expect(rows.stream()
                        .map(row -> planner.mentions(row, one.settings()))
                        .toList());
        RowsSoFar soFar = new RowsSoFar(store, one.id());
        List<ImportStore.Checked> checked = new ArrayList<>();
        for (StoredRow row : rows) {
            Planning planning =
                    new Planning(one.settings(), lookups, soFar.before(row.number()), true, false, null, null);
            Plan plan = planner.plan(row, planning);
            soFar.add(row.number(), plan);
            checked.add(new ImportStore.Checked(row.number(), plan));
        }
        store.checked(one.id(), checked);
    }
}
