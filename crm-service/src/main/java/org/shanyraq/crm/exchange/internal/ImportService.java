package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.exchange.RowOutcome;
import org.shanyraq.crm.exchange.RowState;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.FileNames;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.ReceivedFile;
import org.shanyraq.crm.shared.internal.Transactions;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Imports as officers see them; the rows are worked on by {@link ImportCheck}, {@link ImportApply} and {@link ImportRevert}. */
class ImportService implements Imports {

    private static final Set<ImportState> BEFORE_APPLYING = EnumSet.of(ImportState.UPLOADED, ImportState.CHECKED);
    /** In these a row may be decided about, and the import be applied. */
    private static final Set<ImportState> CHECKED = EnumSet.of(ImportState.CHECKED, ImportState.STOPPED);

    private static final int MOST_NAMES_TRIED = 60;
    private static final int ERRORS_PER_QUERY = 500;

    private final ImportStore store;
    private final ImportFiles files;
    private final ImportTrail trail;
    private final Directory directory;
    private final Jobs jobs;
    private final TransactionOperations transactions;
    private final ErrorTexts texts;

    ImportService(
            ImportStore store,
            ImportFiles files,
            ImportTrail trail,
            Directory directory,
            Jobs jobs,
            TransactionOperations transactions,
            ErrorTexts texts) {
        this.store = store;
        this.files = files;
        this.trail = trail;
        this.directory = directory;
        this.jobs = jobs;
        this.transactions = transactions;
        this.texts = texts;
    }

    private Access access() {
        return directory.access();
    }

    @Override
    public ImportView upload(ImportSubject subject, String fileName, InputStream content) throws IOException {
        access().home();
        try (ReceivedFile received = ImportFiles.receive(content)) {
            String shown = FileNames.shown(fileName);
            StoredImport made = examined(subject, shown, received);
            return Transactions.again(transactions, () -> {
                store.insert(made, access().officer(), received.hash());
                try {
                    store.writeFile(made.id(), received.file());
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
                trail.uploaded(made);
                return view(made);
            });
        }
    }

    private StoredImport examined(ImportSubject subject, String fileName, ReceivedFile received) throws IOException {
        Path file = received.file();
        boolean workbook = FileKind.of(file) == FileKind.WORKBOOK;
        List<String> sheets = List.of();
        String encoding = "UTF-8";
        String delimiter = ",";
        int sheet = 0;
        if (workbook) {
            try (XlsxFile opened = XlsxFile.open(file)) {
                sheets = opened.sheets().stream().map(XlsxFile.Sheet::name).toList();
                sheet = opened.firstVisible();
            }
        } else {
            encoding = EncodingGuess.of(file);
            delimiter = LayoutGuess.delimiter(file, Charset.forName(encoding));
        }
        ImportSettings guessed = new ImportSettings(encoding, delimiter, sheet, true, List.of(), "en", false, fileName);
        Preview preview = Preview.of(file, workbook, guessed);
        if (!LayoutGuess.hasHeader(preview.headers())) {
            guessed = new ImportSettings(encoding, delimiter, sheet, false, List.of(), "en", false, fileName);
            preview = Preview.of(file, workbook, guessed);
        }
        if (preview.headers().isEmpty()) {
            throw FileKind.refused("empty");
        }
        long total = ImportFiles.count(file, workbook, guessed);
        if (total == 0 && sheets.size() < 2) {
            throw InvalidInputException.of("file", "crm.exchange.file.no-rows");
        }
        Mapped mapped = mapped(subject, guessed, preview);
        return new StoredImport(
                new ImportId(Ids.next()),
                access().home(),
                0,
                subject,
                fileName,
                received.size(),
                workbook,
                sheets,
                ImportState.UPLOADED,
                mapped.settings(),
                preview.columns(mapped.settings().columns(), List.of()),
                mapped.remembered(),
                null,
                access().officer().name(),
                Instant.now(directory.clock()),
                total,
                Sensitivity.PUBLIC);
    }

    private record Mapped(ImportSettings settings, boolean remembered) {}

    /** The mapping used before for the same columns, else a proposal. */
    private Mapped mapped(ImportSubject subject, ImportSettings settings, Preview preview) {
        Optional<ImportSettings> remembered = settings.header()
                ? store.remembered(access().home(), subject, Preview.signatureOf(preview.headers()))
                : Optional.empty();
        if (remembered.isPresent()) {
            ImportSettings known = remembered.get();
            return new Mapped(with(settings, known.columns(), known.language(), known.createOrganisations()), true);
        }
        List<ColumnMapping> columns =
                MappingSuggestion.of(subject, preview.headers(), preview.values(), knownOrganisations());
        return new Mapped(with(settings, columns, settings.language(), settings.createOrganisations()), false);
    }

    private static ImportSettings with(
            ImportSettings settings, List<ColumnMapping> columns, String language, boolean createOrganisations) {
        return new ImportSettings(
                settings.encoding(),
                settings.delimiter(),
                settings.sheet(),
                settings.header(),
                columns,
                language,
                createOrganisations,
                settings.source());
    }

    private Predicate<String> knownOrganisations() {
        Map<String, Boolean> tried = new HashMap<>();
        return name -> {
            if (!tried.containsKey(name)) {
                boolean known = tried.size() < MOST_NAMES_TRIED
                        && directory.organisations().findByName(name).size() == 1;
                tried.put(name, known);
            }
            return Boolean.TRUE.equals(tried.get(name));
        };
    }

    @Override
    @Transactional(readOnly = true)
    public ImportView get(ImportId id) {
        return view(find(id), store.sameFile(id, access().scope()).orElse(null));
    }

    @Override
    @Transactional(readOnly = true)
    public Slice<ImportView> list(Paging paging) {
        return store.list(access().scope(), paging).map(this::view);
    }

    private StoredImport find(ImportId id) {
        return store.find(id, access().scope()).orElseThrow(NotFoundException::new);
    }

    /** The import, when it may be worked on: one of the officer's home mission. */
    private StoredImport own(ImportId id) {
        StoredImport found = find(id);
        if (!found.mission().equals(access().home())) {
            throw new NotFoundException();
        }
        return found;
    }

    /** The import, when it may be worked on, is at that version and in one of these states. */
    private StoredImport own(ImportId id, long version, Set<ImportState> states) {
        StoredImport found = own(id);
        if (found.version() != version) {
            throw new StaleVersionException(found.version());
        }
        if (!states.contains(found.state())) {
            throw new ConflictException("crm.exchange.error.state");
        }
        return found;
    }

    /** Takes the import to its next version, unless somebody did so since it was read. */
    private void move(StoredImport one, ImportState to) {
        requireKept(store.move(one.id(), one.version(), to), one);
    }

    private static void requireKept(boolean kept, StoredImport one) {
        if (!kept) {
            throw new StaleVersionException(one.version() + 1);
        }
    }

    private ImportView view(StoredImport one) {
        return view(one, null);
    }

    private ImportView view(StoredImport one, ImportView.@Nullable Earlier sameFile) {
        ImportStore.Counts counts = one.state() == ImportState.UPLOADED
                ? ImportStore.Counts.NONE
                : store.counts(one.id(), access().scope());
        boolean hides =
                counts.hides() || !one.highest().isWithin(access().scope().clearance());
        return new ImportView(
                one.id(),
                one.mission(),
                one.version(),
                one.subject(),
                one.fileName(),
                one.fileSize(),
                one.workbook(),
                one.sheets(),
                one.state(),
                one.settings(),
                hides ? one.columns().stream().map(ImportService::bare).toList() : one.columns(),
                one.remembered(),
                counts.outcomes(),
                counts.states(),
                one.job(),
                sameFile,
                one.byOfficer(),
                one.createdAt());
    }

    /** Without what cells say, some of which the officer may not see. */
    private static ImportView.Column bare(ImportView.Column column) {
        return new ImportView.Column(column.index(), column.header(), List.of(), List.of());
    }

    @Override
    public ImportView configure(ImportId id, long version, ImportSettings wanted) {
        StoredImport one = required(transactions.execute(status -> own(id, version, BEFORE_APPLYING)));
        SettingsRules.requireReadable(wanted, one.workbook(), one.sheets().size());
        ImportSettings settings = normal(wanted);
        Preview preview = files.with(id, file -> Preview.of(file, one.workbook(), settings));
        if (preview.headers().isEmpty()) {
            throw InvalidInputException.of("delimiter", "crm.exchange.settings.nothing-read");
        }
        boolean sameColumns = preview.headers()
                        .equals(one.columns().stream()
                                .map(ImportView.Column::header)
                                .toList())
                && settings.header() == one.settings().header();
        Mapped mapped = sameColumns
                ? new Mapped(settings, one.remembered())
                : required(transactions.execute(status -> mapped(one.subject(), settings, preview)));
        // Who only changes how the file is read need not have finished with its columns: the check asks for that.
        if (sameColumns && !settings.columns().equals(one.settings().columns())) {
            SettingsRules.requireMapped(
                    settings, one.subject(), preview.headers().size());
        }
        // Words of rows beyond the preview, which a check has found, as far as the officer may see what it found.
        List<ImportView.Column> found = sameColumns && isReadAlike(settings, one.settings())
                ? required(transactions.execute(status -> view(one).columns()))
                : List.of();
        return required(transactions.execute(status -> {
            if (!store.configure(
                    id,
                    version,
                    mapped.settings(),
                    preview.columns(mapped.settings().columns(), found),
                    mapped.remembered())) {
                throw new StaleVersionException(find(id).version());
            }
            forgetRows(id);
            StoredImport read = find(id);
            trail.changed(one, read.state(), read.settings());
            return view(read);
        }));
    }

    /**
     * The file is to be read anew. Whoever sees less than its rows were ever found to speak of would be shown as new, and with every
     * cell, what is hidden from them: the file does not say of whom it speaks, only the check finds out, and for them it does not.
     */
    private void forgetRows(ImportId id) {
        Sensitivity clearance = access().scope().clearance();
        store.hideUpTo(id, clearance);
        if (!store.deleteRows(id).isWithin(clearance)) {
            throw new ConflictException("crm.exchange.error.clearance");
        }
    }

    private static boolean isReadAlike(ImportSettings one, ImportSettings other) {
        return one.encoding().equals(other.encoding())
                && one.delimiter().equals(other.delimiter())
                && one.sheet() == other.sheet();
    }

    private static ImportSettings normal(ImportSettings wanted) {
        List<ColumnMapping> columns = new ArrayList<>();
        for (ColumnMapping column : wanted.columns()) {
            String scheme = column.scheme();
            boolean needed = column.field() != null && column.field().needsScheme();
            columns.add(new ColumnMapping(
                    column.column(),
                    column.field(),
                    needed && scheme != null ? scheme.strip().toLowerCase(Locale.ROOT) : null,
                    column.words()));
        }
        String source = wanted.source() == null || wanted.source().isBlank()
                ? null
                : wanted.source().strip();
        return new ImportSettings(
                wanted.encoding(),
                wanted.delimiter(),
                wanted.sheet(),
                wanted.header(),
                columns,
                wanted.language(),
                wanted.createOrganisations(),
                source);
    }

    @Override
    @Transactional
    public JobId check(ImportId id, long version) {
        StoredImport one = own(id, version, BEFORE_APPLYING);
        SettingsRules.requireMapped(one.settings(), one.subject(), one.columns().size());
        move(one, ImportState.CHECKING);
        forgetRows(id);
        trail.changed(one, ImportState.CHECKING, one.settings());
        if (one.settings().header()) {
            store.remember(one.mission(), one.subject(), Preview.signature(one.columns()), one.settings());
        }
        return submit(one, ImportCheck.KIND, null);
    }

    private JobId submit(StoredImport one, String kind, @Nullable Long total) {
        JobId job = jobs.submit(kind, one.fileName(), one.id().toString(), total, "/imports/" + one.id());
        store.job(one.id(), job);
        return job;
    }

    @Override
    @Transactional(readOnly = true)
    public Slice<ImportRow> rows(ImportId id, @Nullable RowOutcome outcome, @Nullable RowState state, Paging paging) {
        return store.page(find(id).id(), access().scope(), outcome, state, paging);
    }

    @Override
    @Transactional
    public void decide(ImportId id, long version, long row, RowDecision decision) {
        StoredImport one = own(id, version, CHECKED);
        StoredRow found = store.row(id, row)
                .filter(shown -> shown.sensitivity().isWithin(access().scope().clearance()))
                .orElseThrow(NotFoundException::new);
        if (decision == RowDecision.UPDATE && found.candidate() == null && found.sameAs() == null) {
            throw new ConflictException("crm.exchange.error.nothing-to-decide");
        }
        if (store.decide(id, access().scope(), row, decision) == 0) {
            throw new ConflictException("crm.exchange.error.nothing-to-decide");
        }
        move(one, one.state());
        trail.decided(one, List.of(row), found.decision(), decision);
    }

    @Override
    @Transactional
    public void decideAll(ImportId id, long version, RowDecision decision) {
        StoredImport one = own(id, version, CHECKED);
        move(one, one.state());
        List<Long> rows = store.undecided(id, access().scope());
        store.decide(id, access().scope(), null, decision);
        trail.decided(one, rows, null, decision);
    }

    @Override
    @Transactional
    public JobId apply(ImportId id, long version) {
        StoredImport one = own(id, version, CHECKED);
        store.prepareTurns(one.mission());
        move(one, ImportState.APPLYING);
        trail.changed(one, ImportState.APPLYING, one.settings());
        return submit(one, ImportApply.KIND, store.count(id, access().scope(), RowState.PLANNED));
    }

    @Override
    @Transactional
    public JobId revert(ImportId id, long version) {
        StoredImport one = own(id, version, EnumSet.of(ImportState.APPLIED, ImportState.STOPPED));
        store.prepareTurns(one.mission());
        move(one, ImportState.REVERTING);
        trail.changed(one, ImportState.REVERTING, one.settings());
        return submit(one, ImportRevert.KIND, store.count(id, access().scope(), RowState.APPLIED));
    }

    @Override
    @Transactional
    public void discard(ImportId id, long version) {
        StoredImport one =
                own(id, version, EnumSet.of(ImportState.UPLOADED, ImportState.CHECKED, ImportState.REVERTED));
        trail.discarded(one);
        requireKept(store.delete(id, version), one);
    }

    @Override
    public void writeErrors(ImportId id, String language, OutputStream out) throws IOException {
        StoredImport one = required(transactions.execute(status -> find(id)));
        String shown = "outcome is not null and (outcome = 'ERROR' or state = 'FAILED') and sensitivity <= "
                + access().scope().clearance().level();
        try (CsvFile csv = new CsvFile(out)) {
            List<String> header = new ArrayList<>();
            one.columns().forEach(column -> header.add(column.header()));
            header.add(texts.text(Violation.of("", "crm.exchange.error-file.line"), language));
            header.add(texts.text(Violation.of("", "crm.exchange.error-file.problem"), language));
            csv.write(header);
            long after = 0;
            while (true) {
                long from = after;
                List<StoredRow> rows =
                        required(transactions.execute(status -> store.rows(id, shown, from, ERRORS_PER_QUERY)));
                for (StoredRow row : rows) {
                    List<String> cells = new ArrayList<>(row.cells());
                    while (cells.size() < one.columns().size()) {
                        cells.add("");
                    }
                    cells.add(Long.toString(row.number()));
                    cells.add(String.join(
                            " ",
                            row.errors().stream()
                                    .map(error -> texts.text(error, language))
                                    .toList()));
                    csv.write(cells);
                    after = row.number();
                }
                if (rows.size() < ERRORS_PER_QUERY) {
                    return;
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
