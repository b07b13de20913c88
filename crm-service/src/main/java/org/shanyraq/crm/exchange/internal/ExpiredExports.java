package org.shanyraq.crm.exchange.internal;

import org.shanyraq.crm.job.NightlyWork;

/** Removes exports that are kept longer than was promised, also when nobody asks for another one. */
class ExpiredExports implements NightlyWork {

    private final ExportStore store;

    ExpiredExports(ExportStore store) {
        this.store = store;
    }

    @Override
    public String kind() {
        return "expired-exports";
    }

    @Override
    public void run() {
        store.removeExpired();
    }
}
