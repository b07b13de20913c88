package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.exchange.ExportId;
import org.shanyraq.crm.exchange.ExportState;
import org.shanyraq.crm.exchange.ExportView;
import org.shanyraq.crm.exchange.Exports;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.JsonText;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Exports as officers see them; their rows are gathered by {@link ExportJob}. Columns are named so that an import recognises them. */
class ExportService implements Exports {

    private final ExportStore store;
    private final Directory directory;
    private final Jobs jobs;
    private final TransactionOperations transactions;

    ExportService(ExportStore store, Directory directory, Jobs jobs, TransactionOperations transactions) {
        this.store = store;
        this.directory = directory;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    private Access access() {
        return directory.access();
    }

    @Override
    public long limit() {
        return access().officer().may(Right.IMPORT) ? MAX_ROWS : MAX_ROWS_OF_OTHERS;
    }

    @Override
    public ExportView contacts(ContactQuery query, Format format, String language) {
        return start(
                ExportView.List.CONTACTS,
                query,
                format,
                language,
                directory.contacts().count(query, limit() + 1));
    }

    @Override
    public ExportView organisations(OrganisationQuery query, Format format, String language) {
        return start(
                ExportView.List.ORGANISATIONS,
                query,
                format,
                language,
                directory.organisations().count(query, limit() + 1));
    }

    private ExportView start(ExportView.List list, Record query, Format format, String language, long rows) {
        long limit = limit();
        if (rows > limit) {
            throw new ConflictException("crm.exchange.error.too-many-to-export", limit);
        }
        Instant now = Instant.now(directory.clock());
        StoredExport made = new StoredExport(
                new ExportId(Ids.next()),
                access().home(),
                now,
                now.plus(KEPT),
                list,
                format,
                language,
                JsonText.write(query),
                ExportState.PREPARING,
                0,
                limit,
                null,
                Sensitivity.PUBLIC,
                null);
        try {
            return required(transactions.execute(status -> {
                store.removeExpired();
                store.insert(made, access().officer().id(), access().officer().missions());
                String title = list.name().toLowerCase(Locale.ROOT) + (format == Format.CSV ? ".csv" : ".xlsx");
                store.job(
                        made.id(),
                        jobs.submit(ExportJob.KIND, title, made.id().toString(), rows, "/exports/" + made.id()));
                return find(made.id()).view();
            }));
        } catch (DuplicateKeyException another) {
            return sameAs(made)
                    .orElseThrow(() -> new ConflictException("crm.exchange.error.export-running"))
                    .view();
        }
    }

    /** The export that is being prepared, when it is of the same. */
    private Optional<StoredExport> sameAs(StoredExport wanted) {
        return required(transactions.execute(
                        status -> store.running(access().officer().id(), access().scope())))
                .filter(running -> running.list() == wanted.list()
                        && running.format() == wanted.format()
                        && running.language().equals(wanted.language())
                        && running.filter().equals(wanted.filter()));
    }

    private StoredExport find(ExportId id) {
        return store.find(id, access().officer().id(), access().scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public ExportView get(ExportId id) {
        return required(transactions.execute(status -> find(id).view()));
    }

    @Override
    public void write(ExportId id, OutputStream out) throws IOException {
        StoredExport one = required(transactions.execute(status -> find(id)));
        if (one.state() != ExportState.READY) {
            throw new ConflictException("crm.exchange.error.export-not-ready");
        }
        try (TableFile file = one.format() == Format.CSV ? new CsvFile(out) : new XlsxSheet(out)) {
            file.write(
                    one.list() == ExportView.List.CONTACTS
                            ? ListColumn.header(ListColumn.CONTACTS)
                            : ListColumn.header(ListColumn.ORGANISATIONS));
            for (int number = 0; ; number++) {
                int next = number;
                Optional<List<List<String>>> part = required(transactions.execute(status -> store.part(id, next)));
                if (part.isEmpty()) {
                    return;
                }
                for (List<String> row : part.get()) {
                    file.write(row);
                }
            }
        }
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a transaction gave no result");
        }
        return value;
    }
}
