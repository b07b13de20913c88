package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.CrmException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Violation;

/** Reads the rows of a file in, then finds out for each what it would do. Writes no record. */
class ImportCheck implements JobWork {

    static final String KIND = "import-check";

    private static final int READ = 5_000;
    private static final int CHECK = 100;

    private final ImportStore store;
    private final ImportFiles files;
    private final Directory directory;
    private final RowWorker worker;
    private final ImportTrail trail;

    ImportCheck(ImportStore store, ImportFiles files, Directory directory, RowWorker worker, ImportTrail trail) {
        this.store = store;
        this.files = files;
        this.directory = directory;
        this.worker = worker;
        this.trail = trail;
    }

    @Override
    public String kind() {
        return KIND;
    }

    static Planner planner(ImportSubject subject) {
        return switch (subject) {
            case CONTACTS -> new ContactPlanner();
            case ORGANISATIONS -> new OrganisationPlanner();
            case MANDATES -> new MandatePlanner();
        };
    }

    /** The import of a job, of the mission that the officer writes in now, as long as the officer may import. */
    static StoredImport ownOf(Run run, ImportStore store, Directory directory) {
        directory.access().require(Right.IMPORT);
        StoredImport found = store.find(
                        ImportId.of(run.parameters()), directory.access().scope())
                .orElseThrow(NotFoundException::new);
        if (!found.mission().equals(directory.access().home())) {
            throw new ConflictException("crm.exchange.error.other-mission");
        }
        return found;
    }

    @Override
    public Step step(Run run) {
        StoredImport one = worker.call(() -> ownOf(run, store, directory));
        if (one.state() == ImportState.CHECKED) {
            return Step.finished(run.done());
        }
        if (one.state() != ImportState.CHECKING) {
            throw new ConflictException("crm.exchange.error.state");
        }
        String position = run.position() == null ? "read:0" : run.position();
        long at = Long.parseLong(position.substring(position.indexOf(':') + 1));
        return position.startsWith("read:") ? read(one, at) : check(one, at, run.done());
    }

    private Step read(StoredImport one, long skipped) {
        List<RawRow> rows = new ArrayList<>();
        try {
            files.with(one.id(), file -> {
                try (Table table = Tables.open(file, one.workbook(), one.settings())) {
                    long left = skipped + (one.settings().header() ? 1 : 0);
                    RawRow row = table.next();
                    while (row != null && rows.size() < READ) {
                        if (left > 0) {
                            left--;
                        } else {
                            rows.add(row);
                        }
                        row = table.next();
                    }
                }
                return Boolean.TRUE;
            });
        } catch (InvalidInputException unreadable) {
            throw new ConflictException(
                    unreadable.violations().get(0).key(),
                    unreadable.violations().get(0).arguments().toArray());
        }
        UnknownWords words = new UnknownWords(one.settings().columns());
        words.lookAgain(one.columns());
        rows.stream().filter(row -> row.errors().isEmpty()).forEach(row -> words.look(row.cells()));
        List<ImportView.Column> columns = words.in(one.columns());
        worker.call(() -> {
            store.stage(one.id(), rows);
            if (!columns.equals(one.columns())) {
                store.columns(one.id(), columns);
            }
            return Boolean.TRUE;
        });
        if (rows.size() == READ) {
            return new Step("read:" + (skipped + READ), 0, null);
        }
        long total = skipped + rows.size();
        worker.call(() -> {
            store.total(one.id(), total);
            return Boolean.TRUE;
        });
        return new Step("check:0", 0, total);
    }

    private Step check(StoredImport one, long after, long done) {
        Planner planner = planner(one.subject());
        List<StoredRow> rows = worker.run(
                () -> store.rows(one.id(), "outcome is null", after, CHECK),
                row -> store.row(one.id(), row.number()).filter(again -> again.outcome() == null),
                some -> new CheckedRows(one, planner, directory, store).check(some),
                (row, failure) -> {
                    Findings findings = new Findings(row.errors(), row.notices());
                    // What it speaks of was not found out.
                    findings.touches(directory.access().officer().clearance());
                    if (failure instanceof InvalidInputException invalid) {
                        invalid.violations().forEach(findings::add);
                    } else if (failure instanceof CrmException refused) {
                        findings.add(Violation.of(
                                "", refused.key(), refused.arguments().toArray()));
                    } else {
                        findings.error(null, "failed");
                    }
                    store.checked(
                            one.id(),
                            List.of(new ImportStore.Checked(row.number(), Plan.error(row.label(), findings))));
                });
        if (rows.size() == CHECK) {
            return Step.more("check:" + rows.get(rows.size() - 1).number(), done + rows.size());
        }
        worker.call(() -> {
            store.sensitivity(one.id());
            store.hideRows(one.id());
            store.move(one.id(), EnumSet.of(ImportState.CHECKING), ImportState.CHECKED);
            trail.changed(one, ImportState.CHECKED, one.settings());
            return Boolean.TRUE;
        });
        return Step.finished(done + rows.size());
    }

    @Override
    public void stopped(Run run, JobState state) {
        ImportId id = ImportId.of(run.parameters());
        store.stopped(id, ImportState.CHECKING, ImportState.UPLOADED).ifPresent(one -> {
            trail.changed(one, ImportState.UPLOADED, one.settings());
            store.deleteRows(id);
        });
    }
}
