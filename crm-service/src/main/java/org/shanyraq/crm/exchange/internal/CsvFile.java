package org.shanyraq.crm.exchange.internal;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A CSV file (RFC 4180, UTF-8 with a byte order mark) in which no cell is a formula. Leaves the stream open. */
final class CsvFile implements TableFile {

    private final CsvWriter writer;

    CsvFile(OutputStream out) throws IOException {
        out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        this.writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(new Unclosed(out), StandardCharsets.UTF_8);
    }

    @Override
    public void write(List<String> cells) {
        writer.writeRecord(cells.stream().map(Formulas::defused).toList());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** The stream is its owner's to close. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
