package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.contact.MandateId;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostView;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.JsonText;
import tools.jackson.core.type.TypeReference;

/**
 * Takes back what an import did, last row first and last act first. A record that does not stand any more as the import left it
 * was changed by somebody and is kept, with all that its row did. A post or an organisation that a row made on the way, and that
 * others use by now, stays.
 */
class ImportRevert implements JobWork {

    static final String KIND = "import-revert";

    private static final int ROWS = 50;

    /** As contacts refuse it to those who may only raise a sensitivity. */
    private static final String SENSITIVITY_LOWERED = "crm.contact.error.sensitivity-lowered";

    private final ImportStore store;
    private final Directory directory;
    private final RowWorker worker;
    private final ImportTrail trail;
    private final AuditTrail audit;

    ImportRevert(ImportStore store, Directory directory, RowWorker worker, ImportTrail trail, AuditTrail audit) {
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
        if (one.state() == ImportState.REVERTED) {
            return Step.finished(run.done());
        }
        if (one.state() != ImportState.REVERTING) {
            throw new ConflictException("crm.exchange.error.state");
        }
        long before = run.position() == null ? Long.MAX_VALUE : Long.parseLong(run.position());
        List<StoredRow> rows = audit.causedBy(
                "revert of import " + one.id(),
                () -> worker.run(
                        () -> {
                            store.takeTurn(one.mission());
                            return store.appliedBefore(one.id(), before, ROWS);
                        },
                        row -> {
                            store.takeTurn(one.mission());
                            return store.row(one.id(), row.number()).filter(again -> again.state() == RowState.APPLIED);
                        },
                        some -> some.forEach(row -> revert(one, row)),
                        (row, failure) -> store.became(one.id(), row, RowState.KEPT, whyKept(failure))));
        long done = run.done() + StoredRow.shown(rows, directory.access().scope());
        if (rows.size() == ROWS) {
            return Step.more(Long.toString(rows.get(rows.size() - 1).number()), done);
        }
        worker.call(() -> {
            store.move(one.id(), EnumSet.of(ImportState.REVERTING), ImportState.REVERTED);
            trail.changed(one, ImportState.REVERTED, one.settings());
            return Boolean.TRUE;
        });
        return Step.finished(done);
    }

    /** A record refuses in its own words, for example a contact that speaks at a dialogue by now. */
    private static Violation whyKept(RuntimeException failure) {
        if (failure instanceof ConflictException refused) {
            return Violation.of("", refused.key(), refused.arguments().toArray());
        }
        boolean lowers = failure instanceof InvalidInputException invalid
                && invalid.violations().stream().anyMatch(one -> one.key().equals(SENSITIVITY_LOWERED));
        return Violation.of("", lowers ? "crm.exchange.row.lowers-sensitivity" : "crm.exchange.row.not-reverted");
    }

    private void revert(StoredImport one, StoredRow row) {
        List<Journal.Entry> entries = row.journal() == null
                ? List.of()
                : new ArrayList<>(JsonText.read(row.journal(), new TypeReference<List<Journal.Entry>>() {}));
        String obstacle = null;
        for (Journal.Entry entry : entries) {
            if (obstacle == null) {
                obstacle = obstacle(entry, entries);
            }
        }
        if (obstacle != null) {
            store.became(one.id(), row, RowState.KEPT, Violation.of("", "crm.exchange.row." + obstacle));
            return;
        }
        boolean left = false;
        for (int i = entries.size() - 1; i >= 0; i--) {
            left |= !takeBack(entries.get(i));
        }
        store.became(
                one.id(), row, RowState.REVERTED, left ? Violation.of("", "crm.exchange.row.by-product-stays") : null);
    }

    /** What keeps the act from being taken back, found before anything is written; null when nothing does. */
    private @Nullable String obstacle(Journal.Entry entry, List<Journal.Entry> row) {
        return switch (entry.act()) {
            case CONTACT_REGISTERED, CONTACT_CHANGED -> {
                ContactView now = contact(entry);
                if (now == null) {
                    yield "gone-since";
                }
                boolean made = entry.act() == Journal.Act.CONTACT_REGISTERED;
                if (!now.details().equals(JsonText.read(entry.after(), ContactDetails.class))
                        || (made && now.archived())) {
                    yield "changed-since-applied";
                }
                boolean others = made
                        && now.mandates().stream().anyMatch(mandate -> row.stream()
                                .noneMatch(act -> act.id().equals(mandate.id().value())));
                yield others ? "used-since" : null;
            }
            case ORGANISATION_CHANGED -> {
                OrganisationView now = organisation(entry);
                yield now == null
                        ? "gone-since"
                        : now.details().equals(JsonText.read(entry.after(), OrganisationDetails.class))
                                ? null
                                : "changed-since-applied";
            }
            case ORGANISATION_REGISTERED -> {
                OrganisationView now = organisation(entry);
                boolean main = row.size() == 1;
                if (now == null) {
                    yield main ? "gone-since" : null;
                }
                if (main && !isAsLeft(now, entry)) {
                    yield "changed-since-applied";
                }
                yield main && isUsed(now.id()) ? "used-since" : null;
            }
            case MANDATE_BEGUN, MANDATE_CHANGED -> {
                MandateView now = mandate(entry);
                yield now == null
                        ? "gone-since"
                        : now.details().equals(JsonText.read(entry.after(), MandateDetails.class))
                                ? null
                                : "changed-since-applied";
            }
            case POST_ESTABLISHED -> null;
        };
    }

    /** Takes the act back. Returns false when a by-product is left since others use it. */
    private boolean takeBack(Journal.Entry entry) {
        switch (entry.act()) {
            case CONTACT_REGISTERED -> {
                ContactView now = contact(entry);
                if (now != null) {
                    directory.contacts().withdraw(now.id(), now.version());
                }
            }
            case CONTACT_CHANGED -> {
                ContactView now = contact(entry);
                if (now != null) {
                    directory.contacts().change(now.id(), now.version(), before(entry, ContactDetails.class));
                }
            }
            case ORGANISATION_CHANGED -> {
                OrganisationView now = organisation(entry);
                if (now != null) {
                    directory.organisations().change(now.id(), now.version(), before(entry, OrganisationDetails.class));
                }
            }
            case ORGANISATION_REGISTERED -> {
                OrganisationView now = organisation(entry);
                if (now != null) {
                    if (!isAsLeft(now, entry) || isUsed(now.id())) {
                        return false;
                    }
                    directory.organisations().withdraw(now.id(), now.version());
                }
            }
            case POST_ESTABLISHED -> {
                PostId id = new PostId(entry.id());
                PostView now = post(id);
                if (now != null) {
                    if (!now.details().equals(JsonText.read(entry.after(), PostDetails.class))
                            || !directory.mandates().of(id).isEmpty()) {
                        return false;
                    }
                    directory.posts().withdraw(id, now.version());
                }
            }
            case MANDATE_BEGUN -> {
                MandateView now = mandate(entry);
                if (now != null) {
                    directory.mandates().remove(now.id(), now.version());
                }
            }
            case MANDATE_CHANGED -> {
                MandateView now = mandate(entry);
                if (now != null) {
                    directory.mandates().change(now.id(), now.version(), before(entry, MandateDetails.class));
                }
            }
        }
        return true;
    }

    private boolean isAsLeft(OrganisationView now, Journal.Entry entry) {
        return !now.archived() && now.details().equals(JsonText.read(entry.after(), OrganisationDetails.class));
    }

    private boolean isUsed(OrganisationId id) {
        return !directory.posts().of(id, directory.today()).isEmpty()
                || !directory.organisations().parts(id, "en").isEmpty();
    }

    private static <T> T before(Journal.Entry entry, Class<T> type) {
        if (entry.before() == null) {
            throw new IllegalStateException("no state before " + entry.act());
        }
        return JsonText.read(entry.before(), type);
    }

    // A read that fails would take the whole transaction with it, and all that can be said then is that the row failed.

    private @Nullable ContactView contact(Journal.Entry entry) {
        return directory.contacts().getAll(List.of(new ContactId(entry.id()))).stream()
                .findFirst()
                .orElse(null);
    }

    private @Nullable OrganisationView organisation(Journal.Entry entry) {
        return directory.organisations().getAll(List.of(new OrganisationId(entry.id()))).stream()
                .findFirst()
                .orElse(null);
    }

    private @Nullable MandateView mandate(Journal.Entry entry) {
        return directory.mandates().find(new MandateId(entry.id())).orElse(null);
    }

    private @Nullable PostView post(PostId id) {
        return directory.posts().find(id, directory.today()).orElse(null);
    }

    @Override
    public void stopped(Run run, JobState state) {
        store.stopped(ImportId.of(run.parameters()), ImportState.REVERTING, ImportState.STOPPED)
                .ifPresent(one -> trail.changed(one, ImportState.STOPPED, one.settings()));
    }
}
