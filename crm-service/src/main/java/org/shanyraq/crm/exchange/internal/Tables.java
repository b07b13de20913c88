package org.shanyraq.crm.exchange.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.shared.InvalidInputException;

/** Opens a file the way its settings say. */
final class Tables {

    private Tables() {}

    static Table open(Path file, boolean workbook, ImportSettings settings) throws IOException {
        return new ShapedTable(
                workbook ? sheet(file, settings.sheet()) : text(file, settings.encoding(), settings.delimiter()),
                workbook,
                settings.header());
    }

    private static Table sheet(Path file, int sheet) throws IOException {
        XlsxFile workbook = XlsxFile.open(file);
        try {
            return new XlsxTable(workbook, sheet);
        } catch (IOException | RuntimeException failed) {
            workbook.close();
            throw failed;
        }
    }

    private static Table text(Path file, String encoding, String delimiter) throws IOException {
        Charset charset = EncodingGuess.charset(encoding);
        if (charset == null) {
            throw InvalidInputException.of("encoding", "crm.exchange.settings.no-such-encoding");
        }
        if (delimiter.length() != 1
                || "\"\r\n\uFEFF".contains(delimiter)
                || Character.isSurrogate(delimiter.charAt(0))) {
            throw InvalidInputException.of("delimiter", "crm.exchange.settings.no-such-delimiter");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 65_536);
        try {
            return new CsvTable(in, charset, delimiter.charAt(0));
        } catch (IOException | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }
}
