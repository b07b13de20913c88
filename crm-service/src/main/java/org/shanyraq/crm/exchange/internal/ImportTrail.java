package org.shanyraq.crm.exchange.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.RowDecision;

/**
 * Notes what officers do with imports. Each entry is as sensitive as the import and all that its rows ever spoke of: a number of rows
 * decided on, beside the number shown, would tell how many are hidden.
 */
class ImportTrail {

    private final AuditTrail audit;
    private final ImportStore store;

    ImportTrail(AuditTrail audit, ImportStore store) {
        this.audit = audit;
        this.store = store;
    }

    private record Noted(
            ImportSubject subject,
            String file,
            ImportState state,
            @Nullable String encoding,
            @Nullable String delimiter,
            @Nullable String sheet,
            boolean header,
            List<Meaning> columns,
            String language,
            boolean createOrganisations,
            @Nullable String source) {

        static Noted of(StoredImport one, ImportState state, ImportSettings settings) {
            boolean text = !one.workbook();
            String delimiter = settings.delimiter().equals("\t") ? "tab" : settings.delimiter();
            return new Noted(
                    one.subject(),
                    one.fileName(),
                    state,
                    text ? settings.encoding() : null,
                    text ? delimiter : null,
                    text ? null : one.sheets().get(settings.sheet()),
                    settings.header(),
                    settings.columns().stream().map(Meaning::of).toList(),
                    settings.language(),
                    settings.createOrganisations(),
                    settings.source());
        }

        static Noted of(StoredImport one) {
            return of(one, one.state(), one.settings());
        }
    }

    /** @param words such as {@code Tchéquie = CZ; Grèce = GR} */
    private record Meaning(
            @Nullable ImportField field,
            @Nullable String scheme,
            @Nullable String words) {

        static Meaning of(ColumnMapping column) {
            Map<String, String> words = new TreeMap<>(column.words());
            return new Meaning(
                    column.field(),
                    column.scheme(),
                    words.isEmpty()
                            ? null
                            : words.entrySet().stream()
                                    .map(word -> word.getKey() + " = " + word.getValue())
                                    .collect(Collectors.joining("; ")));
        }
    }

    /** @param row numbers of rows, such as {@code 2-5, 9} */
    private record Decided(@Nullable String row, @Nullable RowDecision decision) {}

    private record Hidden(Sensitivity sensitivity) {}

    void uploaded(StoredImport made) {
        audit.record(subject(made.reference()), AuditAction.CREATED, null, Noted.of(made));
    }

    /** It has these settings now, is in this state, and speaks of whom its rows were found to speak of. */
    void changed(StoredImport before, ImportState state, ImportSettings settings) {
        audit.record(
                subject(before.reference()), AuditAction.CHANGED, Noted.of(before), Noted.of(before, state, settings));
    }

    /** @param rows in their order, all with the same decision so far */
    void decided(StoredImport one, List<Long> rows, @Nullable RowDecision before, RowDecision after) {
        if (!rows.isEmpty() && before != after) {
            audit.record(
                    subject(one.reference()),
                    AuditAction.CHANGED,
                    new Decided(null, before),
                    new Decided(ranges(rows), after));
        }
    }

    /** To be told before it is removed. */
    void discarded(StoredImport one) {
        audit.record(subject(one.reference()), AuditAction.DELETED, Noted.of(one), null);
    }

    /** Rows of it were hidden, and with them what was noted of the import so far. */
    void hidden(ImportStore.Reference one, Sensitivity before) {
        AuditSubject subject = subject(one);
        audit.record(subject, AuditAction.CHANGED, new Hidden(before), new Hidden(subject.sensitivity()));
    }

    private AuditSubject subject(ImportStore.Reference one) {
        return new AuditSubject("import", one.id(), one.mission(), store.everSpokenOf(one.id()));
    }

    static String ranges(List<Long> numbers) {
        StringBuilder ranges = new StringBuilder();
        int first = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || numbers.get(i) != numbers.get(i - 1) + 1) {
                ranges.append(ranges.isEmpty() ? "" : ", ").append(numbers.get(first));
                if (i - 1 > first) {
                    ranges.append('-').append(numbers.get(i - 1));
                }
                first = i;
            }
        }
        return ranges.toString();
    }
}
