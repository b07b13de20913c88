package org.shanyraq.crm.exchange.internal;

import java.util.EnumSet;
import java.util.List;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.CrmException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;

/** Does what the check found, stretch by stretch, see {@link AppliedRows}. */
class ImportApply implements JobWork {

    static final String KIND = "import-apply";

    private static final int ROWS = 50;

    private final ImportStore store;
    private final Directory directory;
    private final RowWorker worker;
    private final ImportTrail trail;
    private final AuditTrail audit;

    ImportApply(ImportStore store, Directory directory, RowWorker worker, ImportTrail trail, AuditTrail audit) {
        this.store = store;
        this.directory = directory;
        this.worker = worker;
        this.trail = trail;
        this.audit = audit;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Step step(Run run) {
        StoredImport one = worker.call(() -> ImportCheck.ownOf(run, store, directory));
        if (one.state() == ImportState.APPLIED) {
            return Step.finished(run.done());
        }
        if (one.state() != ImportState.APPLYING) {
            throw new ConflictException("crm.exchange.error.state");
        }
        long after = run.position() == null ? 0 : Long.parseLong(run.position());
        Planner planner = ImportCheck.planner(one.subject());
        List<StoredRow> rows = audit.causedBy(
                "import " + one.id(),
                () -> worker.run(
                        () -> {
                            store.takeTurn(one.mission());
                            return store.rows(one.id(), "state = 'PLANNED'", after, ROWS);
                        },
                        row -> {
                            store.takeTurn(one.mission());
                            return store.row(one.id(), row.number()).filter(again -> again.state() == RowState.PLANNED);
                        },
                        some -> new AppliedRows(one, planner, directory, store).apply(some),
                        (row, failure) -> failed(one, row, failure)));
        long done = run.done() + StoredRow.shown(rows, directory.access().scope());
        if (rows.size() == ROWS) {
            return Step.more(Long.toString(rows.get(rows.size() - 1).number()), done);
        }
        worker.call(() -> {
            store.hideRows(one.id());
            store.move(one.id(), EnumSet.of(ImportState.APPLYING), ImportState.APPLIED);
            trail.changed(one, ImportState.APPLIED, one.settings());
            return Boolean.TRUE;
        });
        return Step.finished(done);
    }

    private void failed(StoredImport one, StoredRow row, RuntimeException failure) {
        Violation why = Violation.of("", "crm.exchange.row.failed");
        if (failure instanceof InvalidInputException invalid) {
            why = invalid.violations().get(0);
        } else if (failure instanceof CrmException refused) {
            why = Violation.of("", refused.key(), refused.arguments().toArray());
        }
        store.became(one.id(), row, RowState.FAILED, why);
    }

    @Override
    public void stopped(Run run, JobState state) {
        store.stopped(ImportId.of(run.parameters()), ImportState.APPLYING, ImportState.STOPPED)
                .ifPresent(one -> trail.changed(one, ImportState.STOPPED, one.settings()));
    }
}
