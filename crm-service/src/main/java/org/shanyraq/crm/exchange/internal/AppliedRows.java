package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.shared.Violation;

/**
 * Does what the check found for some rows of an import in one transaction, as long as it would find the same now: a row that would do
 * something else than was shown fails, and nothing is written for it.
 *
 * <p>It goes through the rows in their order, but contacts that rows register wait for each other and are registered together; a
 * row that may mean one of those that wait has them registered first. What became of the rows is noted at the end.
 */
final class AppliedRows {

    private final StoredImport one;
    private final Planner planner;
    private final Directory directory;
    private final ImportStore store;
    private final Lookups lookups;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<ImportStore.Touched> touched = new ArrayList<>();
    private final List<ImportStore.Done> done = new ArrayList<>();
    private final Set<UUID> madeHere = new HashSet<>();

    AppliedRows(StoredImport one, Planner planner, Directory directory, ImportStore store) {
        this.one = one;
        this.planner = planner;
        this.directory = directory;
        this.store = store;
        this.lookups = new Lookups(directory);
    }

    /** A row that may do something. */
    private record Planned(StoredRow row, Mentions mentions) {}

    /** A row whose contact is to be registered. */
    private record Waiting(Planned planned, Deed.Registration registration) {}

    void apply(List<StoredRow> rows) {
        List<Planned> planned = new ArrayList<>();
        for (StoredRow row : rows) {
            RowState unplanned = unplanned(row);
            if (unplanned == null) {
                planned.add(new Planned(row, planner.mentions(row, one.settings())));
            } else {
                became(row, unplanned, null);
            }
        }
        lookups.contacts().expect(planned.stream().map(Planned::mentions).toList());
        planned.forEach(this::apply);
        register();
        note();
    }

    /** What becomes of a row that is to do nothing; null for the others. */
    private static @Nullable RowState unplanned(StoredRow row) {
        if (row.outcome() == null || row.outcome() == RowOutcome.ERROR) {
            return RowState.FAILED;
        }
        boolean skipped = row.outcome() == RowOutcome.DUPLICATE_SUSPECTED
                && (row.decision() == null || row.decision() == RowDecision.SKIP);
        return skipped || row.outcome() == RowOutcome.UNCHANGED ? RowState.SKIPPED : null;
    }

    private void apply(Planned planned) {
        if (waiting.stream().anyMatch(other -> other.planned().mentions().meets(planned.mentions()))) {
            register();
        }
        StoredRow row = planned.row();
        boolean suspected = row.outcome() == RowOutcome.DUPLICATE_SUSPECTED;
        boolean fresh = suspected && row.decision() == RowDecision.CREATE;
        UUID target = null;
        if (suspected && !fresh) {
            target = target(row);
            if (target == null) {
                failed(row, "earlier-row-not-applied");
                return;
            }
        }
        // Somebody else may have brought in the same people since the check: a second import of the same list, for
        // example.
        boolean suspect = one.subject() == ImportSubject.CONTACTS && !suspected;
        Planning planning =
                new Planning(one.settings(), lookups, EarlierRows.NONE, suspect, fresh, target, this::isMadeHere);
        Plan plan = planner.plan(row, planning);
        touched.add(new ImportStore.Touched(row, plan));
        RowOutcome expected = fresh ? RowOutcome.CREATE : suspected ? RowOutcome.UPDATE : row.outcome();
        if (plan.outcome() == RowOutcome.ERROR) {
            became(row, RowState.FAILED, plan.errors().get(0));
        } else if (plan.outcome() == RowOutcome.UNCHANGED) {
            became(row, RowState.SKIPPED, null);
        } else if (plan.outcome() != expected || (!fresh && !isAsShown(row, plan, suspected))) {
            failed(row, "changed-since");
        } else {
            carryOut(planned, plan);
        }
    }

    private boolean isMadeHere(UUID record) {
        return madeHere.contains(record) || store.isTouched(one.id(), record);
    }

    private void carryOut(Planned planned, Plan plan) {
        StoredRow row = planned.row();
        Journal journal = new Journal();
        if (plan.deed() instanceof Deed.Registration registration) {
            waiting.add(new Waiting(planned, registration));
            if (!registration.canWait()) {
                register();
            }
        } else if (plan.deed() instanceof Deed.Act act) {
            applied(row, act.work().apply(journal), journal);
        } else {
            applied(row, plan.record(), journal);
        }
    }

    /** Registers the contacts that wait. */
    private void register() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        List<ContactDetails> details =
                all.stream().map(row -> row.registration().details()).toList();
        Contacts contacts = directory.contacts();
        // What is wrong with a single one is said as of one contact, and not as of the first of many.
        List<ContactView> made =
                all.size() == 1 ? List.of(contacts.register(details.get(0))) : contacts.registerAll(details);
        for (int i = 0; i < all.size(); i++) {
            ContactView contact = made.get(i);
            lookups.contacts().registered(contact);
            Journal journal = new Journal();
            journal.note(Journal.Act.CONTACT_REGISTERED, contact.id().value(), null, contact.details());
            all.get(i).registration().next().accept(contact, journal);
            applied(all.get(i).planned().row(), contact.id().value(), journal);
        }
    }

    private void applied(StoredRow row, @Nullable UUID record, Journal journal) {
        if (record != null) {
            madeHere.add(record);
        }
        done.add(ImportStore.Done.applied(row, record, journal));
    }

    private void became(StoredRow row, RowState state, @Nullable Violation why) {
        done.add(ImportStore.Done.of(row, state, why));
    }

    private void failed(StoredRow row, String key) {
        became(row, RowState.FAILED, Violation.of("", "crm.exchange.row." + key));
    }

    private void note() {
        store.applied(one.id(), touched, done);
        touched.clear();
        done.clear();
    }

    /** Whom a row means by decision. When it is whoever an earlier row means, that has to be done and noted. */
    private @Nullable UUID target(StoredRow row) {
        if (row.candidate() != null || row.sameAs() == null) {
            return row.candidate();
        }
        register();
        note();
        return store.row(one.id(), row.sameAs()).map(StoredRow::record).orElse(null);
    }

    /** Whether it would do now what was shown. How a mandate's organisation is called may have become clear meanwhile. */
    private static boolean isAsShown(StoredRow row, Plan plan, boolean suspected) {
        boolean sameRecord = suspected || row.record() == null || row.record().equals(plan.record());
        return sameRecord
                && row.changes().stream()
                        .map(AppliedRows::comparable)
                        .toList()
                        .equals(plan.changes().stream()
                                .map(AppliedRows::comparable)
                                .toList());
    }

    private static FieldChange comparable(FieldChange change) {
        return change.field().equals(ImportField.ORGANISATION.code())
                ? new FieldChange(change.field(), null, null)
                : change;
    }
}
