package org.shanyraq.crm.exchange.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.CrmException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;

/**
 * Does what the check found, row by row, as long as it would find the same now: a row that would do something else than was
 * shown fails, and nothing is written for it.
 */
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
                        () -> applying(one, planner),
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

    private Consumer<StoredRow> applying(StoredImport one, Planner planner) {
        Lookups lookups = new Lookups(directory);
        return row -> apply(one, row, planner, lookups);
    }

    private void apply(StoredImport one, StoredRow row, Planner planner, Lookups lookups) {
        RowOutcome outcome = row.outcome() == null ? RowOutcome.ERROR : row.outcome();
        if (outcome == RowOutcome.ERROR) {
            store.became(one.id(), row, RowState.FAILED, null);
            return;
        }
        RowDecision decision = row.decision() == null ? RowDecision.SKIP : row.decision();
        boolean suspected = outcome == RowOutcome.DUPLICATE_SUSPECTED;
        if (outcome == RowOutcome.UNCHANGED || (suspected && decision == RowDecision.SKIP)) {
            store.became(one.id(), row, RowState.SKIPPED, null);
            return;
        }
        boolean fresh = suspected && decision == RowDecision.CREATE;
        UUID target = null;
        if (suspected && decision == RowDecision.UPDATE) {
            target = target(one, row);
            if (target == null) {
                failed(one, row, "earlier-row-not-applied");
                return;
            }
        }
        // Somebody else may have brought in the same people since the check: a second import of the same list, for
        // example.
        boolean suspect = one.subject() == ImportSubject.CONTACTS && !suspected;
        Planning planning = new Planning(
                one.settings(),
                lookups,
                EarlierRows.NONE,
                suspect,
                fresh,
                target,
                record -> store.isTouched(one.id(), record));
        Plan plan = planner.plan(row, planning);
        store.touches(one.id(), row, plan);
        RowOutcome expected = fresh ? RowOutcome.CREATE : suspected ? RowOutcome.UPDATE : outcome;
        if (plan.outcome() == RowOutcome.ERROR) {
            store.became(one.id(), row, RowState.FAILED, plan.errors().get(0));
        } else if (plan.outcome() == RowOutcome.UNCHANGED) {
            store.became(one.id(), row, RowState.SKIPPED, null);
        } else if (plan.outcome() != expected || (!fresh && !isAsShown(row, plan, suspected))) {
            failed(one, row, "changed-since");
        } else {
            Function<Journal, UUID> deed = plan.deed();
            Journal journal = new Journal();
            UUID record = deed == null ? plan.record() : deed.apply(journal);
            store.applied(one.id(), row.number(), record, journal.entries());
        }
    }

    private void failed(StoredImport one, StoredRow row, String key) {
        store.became(one.id(), row, RowState.FAILED, Violation.of("", "crm.exchange.row." + key));
    }

    private @Nullable UUID target(StoredImport one, StoredRow row) {
        if (row.candidate() != null) {
            return row.candidate();
        }
        return Optional.ofNullable(row.sameAs())
                .flatMap(number -> store.row(one.id(), number))
                .map(StoredRow::record)
                .orElse(null);
    }

    /** Whether it would do now what was shown. How a mandate's organisation is called may have become clear meanwhile. */
    private static boolean isAsShown(StoredRow row, Plan plan, boolean suspected) {
        boolean sameRecord = suspected || row.record() == null || row.record().equals(plan.record());
        return sameRecord
                && row.changes().stream()
                        .map(ImportApply::comparable)
                        .toList()
                        .equals(plan.changes().stream()
                                .map(ImportApply::comparable)
                                .toList());
    }

    private static FieldChange comparable(FieldChange change) {
        return change.field().equals(ImportField.ORGANISATION.code())
                ? new FieldChange(change.field(), null, null)
                : change;
    }

    @Override
    public void stopped(Run run, JobState state) {
        store.stopped(ImportId.of(run.parameters()), ImportState.APPLYING, ImportState.STOPPED)
                .ifPresent(one -> trail.changed(one, ImportState.STOPPED, one.settings()));
    }
}
