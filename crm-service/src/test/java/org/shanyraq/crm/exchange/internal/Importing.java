package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.exchange.ColumnMapping;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportRow;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.shared.Paging;

/** Takes files through an import as an officer does on its page. */
final class Importing {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Imports imports;
    private final Access access;

    Importing(Imports imports, Access access) {
        this.imports = imports;
        this.access = access;
    }

    /** Of the import as it is now, for whoever acts. */
    private long version(ImportId id) {
        return imports.get(id).version();
    }

    ImportView uploaded(Officer officer, ImportSubject subject, byte[] content) {
        return access.callAs(officer, () -> {
            try (InputStream in = new ByteArrayInputStream(content)) {
                return imports.upload(subject, "list.csv", in);
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    /** Countries that are none are left out. */
    ImportId checked(Officer officer, ImportSubject subject, byte[] content, boolean createOrganisations) {
        ImportView view = uploaded(officer, subject, content);
        ImportSettings found = view.settings();
        List<ColumnMapping> columns = found.columns().stream()
                .map(column -> column.field() == ImportField.COUNTRY
                        ? new ColumnMapping(
                                column.column(),
                                column.field(),
                                null,
                                new TreeMap<>(Map.of("statelessness", "", "Soviet Union", "")))
                        : column)
                .toList();
        access.callAs(
                officer,
                () -> imports.configure(
                        view.id(),
                        view.version(),
                        new ImportSettings(
                                found.encoding(),
                                found.delimiter(),
                                found.sheet(),
                                found.header(),
                                columns,
                                found.language(),
                                createOrganisations,
                                found.source())));
        access.callAs(officer, () -> imports.check(view.id(), version(view.id())));
        await(officer, view.id(), ImportState.CHECKED);
        return view.id();
    }

    ImportId applied(Officer officer, ImportSubject subject, byte[] content, boolean createOrganisations) {
        ImportId id = checked(officer, subject, content, createOrganisations);
        access.callAs(officer, () -> imports.apply(id, version(id)));
        await(officer, id, ImportState.APPLIED);
        return id;
    }

    void await(Officer officer, ImportId id, ImportState state) {
        Instant end = Instant.now().plus(PATIENCE);
        ImportState now = view(officer, id).state();
        while (now != state && Instant.now().isBefore(end)) {
            assertThat(now).isIn(ImportState.CHECKING, ImportState.APPLYING, ImportState.REVERTING);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            now = view(officer, id).state();
        }
        assertThat(now).isEqualTo(state);
    }

    ImportView view(Officer officer, ImportId id) {
        return access.callAs(officer, () -> imports.get(id));
    }

    /** The first hundred rows. */
    List<ImportRow> rows(Officer officer, ImportId id) {
        return access.callAs(officer, () -> imports.rows(id, null, null, Paging.first(100)))
                .items();
    }
}
