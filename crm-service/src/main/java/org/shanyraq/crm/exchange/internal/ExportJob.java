package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.exchange.ExportId;
import org.shanyraq.crm.exchange.ExportState;
import org.shanyraq.crm.exchange.ExportView;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.JsonText;
import tools.jackson.core.type.TypeReference;

/** Gathers the rows of an export through the same queries as the pages, a stretch at each step, and notes it when it is whole. */
class ExportJob implements JobWork {

    static final String KIND = "export";

    private static final int SLICES = 10;

    private final ExportStore store;
    private final Directory directory;
    private final AuditTrail audit;

    ExportJob(ExportStore store, Directory directory, AuditTrail audit) {
        this.store = store;
        this.directory = directory;
        this.audit = audit;
    }

    /** What is noted of an export. */
    private record Exported(String list, String filter, String format, long rows) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Step step(Run run) {
        directory.access().require(Right.EXPORT);
        StoredExport one = store.find(
                        ExportId.of(run.parameters()),
                        run.officer().id(),
                        directory.access().scope())
                .orElseThrow(NotFoundException::new);
        if (one.state() != ExportState.PREPARING) {
            return Step.finished(run.done());
        }
        int number = run.position() == null ? 0 : Integer.parseInt(run.position());
        Gathered gathered = one.list() == ExportView.List.CONTACTS ? contacts(one) : organisations(one);
        long rows = one.rows() + gathered.rows().size();
        if (rows > one.limit()) {
            throw new ConflictException("crm.exchange.error.too-many-to-export", one.limit());
        }
        store.add(one.id(), number, gathered.rows(), gathered.highest(), gathered.next());
        if (gathered.next() != null) {
            return Step.more(Integer.toString(number + 1), rows);
        }
        store.finish(one.id(), ExportState.READY);
        Sensitivity highest = one.sensitivity().higher(gathered.highest());
        audit.record(
                new AuditSubject("export", one.id(), one.mission(), highest),
                AuditAction.EXPORTED,
                null,
                new Exported(
                        one.list().name(), criteria(one.filter()), one.format().name(), rows));
        return Step.finished(rows);
    }

    private record Gathered(
            List<List<String>> rows,
            Sensitivity highest,
            @Nullable String next) {}

    private Gathered contacts(StoredExport one) {
        ContactQuery query = JsonText.read(one.filter(), ContactQuery.class);
        List<List<String>> rows = new ArrayList<>();
        Sensitivity highest = Sensitivity.PUBLIC;
        String cursor = one.nextCursor();
        int slices = 0;
        do {
            Slice<ContactSummary> slice = directory.contacts().list(query, new Paging(cursor, Paging.MAX_SIZE));
            Map<ContactId, ContactView> views =
                    directory
                            .contacts()
                            .getAll(slice.items().stream()
                                    .map(ContactSummary::id)
                                    .toList())
                            .stream()
                            .collect(Collectors.toMap(ContactView::id, Function.identity()));
            for (ContactSummary summary : slice.items()) {
                ContactView view = views.get(summary.id());
                if (view == null) {
                    continue;
                }
                rows.add(ListColumn.row(
                        ListColumn.CONTACTS,
                        new ListColumn.Person(view.id(), view.details(), summary.principal(), one.language())));
                Sensitivity sensitivity = view.details().sensitivity();
                highest = highest.higher(sensitivity);
            }
            cursor = slice.next();
        } while (cursor != null && ++slices < SLICES);
        return new Gathered(rows, highest, cursor);
    }

    private Gathered organisations(StoredExport one) {
        OrganisationQuery query = JsonText.read(one.filter(), OrganisationQuery.class);
        List<List<String>> rows = new ArrayList<>();
        String cursor = one.nextCursor();
        int slices = 0;
        do {
            Slice<OrganisationSummary> slice =
                    directory.organisations().list(query, new Paging(cursor, Paging.MAX_SIZE));
            for (OrganisationView view : directory
                    .organisations()
                    .getAll(slice.items().stream().map(OrganisationSummary::id).toList())) {
                List<OrganisationSummary> above = view.ancestors();
                rows.add(ListColumn.row(
                        ListColumn.ORGANISATIONS,
                        new ListColumn.Body(
                                view.id(),
                                view.details(),
                                above.isEmpty() ? null : above.get(above.size() - 1),
                                one.language())));
            }
            cursor = slice.next();
        } while (cursor != null && ++slices < SLICES);
        return new Gathered(rows, Sensitivity.PUBLIC, cursor);
    }

    /** The filter as it is noted: what restricts or orders, and nothing else. */
    private static String criteria(String filter) {
        Map<String, Object> set = new LinkedHashMap<>();
        JsonText.read(filter, new TypeReference<Map<String, Object>>() {}).forEach((name, value) -> {
            boolean empty = value == null || value.equals(false) || (value instanceof List<?> list && list.isEmpty());
            if (!empty) {
                set.put(name, value);
            }
        });
        return JsonText.write(set);
    }

    /** What was gathered so far is of no use to anybody. */
    @Override
    public void stopped(Run run, JobState state) {
        ExportId id = ExportId.of(run.parameters());
        store.removeParts(id);
        store.finish(id, ExportState.STOPPED);
    }
}
