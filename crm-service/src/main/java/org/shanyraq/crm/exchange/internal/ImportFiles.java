package org.shanyraq.crm.exchange.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.internal.ReceivedFile;
import org.shanyraq.crm.shared.internal.TemporaryFiles;

/** Files of imports on their way in and out of the database, through a temporary file that is gone afterwards. */
class ImportFiles {

    private final ImportStore store;

    ImportFiles(ImportStore store) {
        this.store = store;
    }

    /**
     * Takes a stream in, up to the limit.
     *
     * @throws InvalidInputException when there is more
     */
    static ReceivedFile receive(InputStream content) throws IOException {
        return ReceivedFile.take(
                content,
                Imports.MAX_FILE_SIZE,
                () -> InvalidInputException.of(
                        "file", "crm.exchange.file.too-large", Imports.MAX_FILE_SIZE / 1024 / 1024));
    }

    /** Work on the file of an import. */
    interface Reading<T> {

        T read(Path file) throws IOException;
    }

    /** Does the work on a copy of the file, which is deleted afterwards. */
    <T> T with(ImportId id, Reading<T> reading) {
        try {
            Path file = TemporaryFiles.create();
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    store.readFile(id, out);
                }
                return reading.read(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The number of rows under the header. Reads the whole file, so it finds whatever cannot be read. */
    static long count(Path file, boolean workbook, ImportSettings settings) throws IOException {
        long rows = 0;
        try (Table table = Tables.open(file, workbook, settings)) {
            while (table.next() != null) {
                rows++;
            }
        }
        return settings.header() ? Math.max(0, rows - 1) : rows;
    }
}
