package org.shanyraq.crm.exchange.internal;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Violation;

/**
 * A file of separated values. A quote that is never closed makes one last row with an error that names the line where it
 * was opened; a record beyond the limit ends the reading.
 */
final class CsvTable implements Table {

    private final CsvReader<Fields> reader;
    private final CloseableIterator<Fields> records;
    private final RecordHandler handler = new RecordHandler();
    private final EndNoting source;
    private final long skippedLines;
    private boolean over;

    // Text after a closing quote is common in files of other programs; without leave for it, one such cell ends the
    // reading.
    @SuppressWarnings("removal")
    CsvTable(InputStream in, Charset charset, char delimiter) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        // An own mark tells what could not be decoded here from what was damaged before it came.
        decoder.replaceWith(String.valueOf(CellRules.UNDECODABLE));
        PushbackReader begin = new PushbackReader(new InputStreamReader(in, decoder), 16);
        this.skippedLines = skipPreamble(begin);
        this.source = new EndNoting(begin);
        this.reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(Limits.RECORD + 1)
                .build(handler, source);
        this.records = reader.iterator();
    }

    /** Steps over a byte order mark and a line {@code sep=;} as spreadsheets write it. Returns how many lines that were. */
    private static long skipPreamble(PushbackReader begin) throws IOException {
        int first = begin.read();
        if (first >= 0 && first != '\uFEFF') {
            begin.unread(first);
        }
        char[] head = new char[8];
        int length = 0;
        while (length < head.length) {
            int c = begin.read();
            if (c < 0) {
                break;
            }
            head[length++] = (char) c;
            if (c == '\n') {
                break;
            }
        }
        String line = new String(head, 0, length);
        if (line.matches("(?i)sep=.\\r?\\n")) {
            return 1;
        }
        begin.unread(head, 0, length);
        return 0;
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        while (!over) {
            Fields fields;
            try {
                if (!records.hasNext()) {
                    over = true;
                    return null;
                }
                fields = records.next();
            } catch (UncheckedIOException broken) {
                throw broken.getCause();
            } catch (CsvParseException unreadable) {
                over = true;
                return unclosedQuote();
            }
            RawRow row = row(fields);
            if (!row.isBlank() || !row.errors().isEmpty()) {
                return row;
            }
        }
        return null;
    }

    private RawRow row(Fields fields) {
        long number = fields.line() + skippedLines;
        List<Violation> errors = new ArrayList<>();
        List<Violation> notices = new ArrayList<>();
        if (fields.tooMany()) {
            errors.add(Violation.of("", "crm.exchange.row.too-many-columns", Limits.COLUMNS));
        }
        List<String> cells = new ArrayList<>(fields.cells().size());
        for (String cell : fields.cells()) {
            cells.add(CellRules.examine(cell, cells.size(), errors, notices));
        }
        return new RawRow(number, cells, errors, notices);
    }

    private RawRow unclosedQuote() {
        long record = handler.line + skippedLines;
        if (handler.tooLong || !source.ended) {
            throw InvalidInputException.of("file", "crm.exchange.file.record-too-long", record, Limits.RECORD);
        }
        long opened = record + handler.lineBreaks;
        return new RawRow(
                record, handler.cells, List.of(Violation.of("", "crm.exchange.row.unclosed-quote", opened)), List.of());
    }

    @Override
    public void close() throws IOException {
        records.close();
        reader.close();
    }

    private record Fields(long line, List<String> cells, boolean tooMany) {}

    /** Gathers the fields of a record and minds the limits meanwhile. */
    private static final class RecordHandler extends AbstractBaseCsvCallbackHandler<Fields> {

        private List<String> cells = new ArrayList<>();
        private long line;
        private long lineBreaks;
        private int length;
        private boolean tooMany;
        private boolean tooLong;

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            cells = new ArrayList<>();
            lineBreaks = 0;
            length = 0;
            tooMany = false;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int count, boolean quoted) {
            length += count + 1;
            if (length > Limits.RECORD) {
                tooLong = true;
                throw new CsvParseException("record too long");
            }
            if (index >= Limits.COLUMNS) {
                tooMany = true;
                return;
            }
            if (quoted) {
                for (int i = offset; i < offset + count; i++) {
                    if (buffer[i] == '\n'
                            || (buffer[i] == '\r' && (i + 1 == offset + count || buffer[i + 1] != '\n'))) {
                        lineBreaks++;
                    }
                }
            }
            cells.add(new String(buffer, offset, count));
        }

        @Override
        protected Fields buildRecord() {
            return new Fields(line, cells, tooMany);
        }
    }

    /** Knows whether the end was reached, which tells an unclosed quote from a record that is too long. */
    private static final class EndNoting extends FilterReader {

        private boolean ended;

        EndNoting(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            ended |= c < 0;
            return c;
        }

        @Override
        public int read(char[] buffer, int offset, int count) throws IOException {
            int read = super.read(buffer, offset, count);
            ended |= read < 0;
            return read;
        }
    }
}
