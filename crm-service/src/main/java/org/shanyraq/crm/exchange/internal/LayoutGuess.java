package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which character the values of a text file are separated, and whether its first row holds names of columns. */
final class LayoutGuess {

    static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

    private static final int SAMPLE = 128 * 1024;
    private static final int RECORDS = 100;
    private static final Pattern DECLARED = Pattern.compile("(?i)^\uFEFF?sep=(.)\\r?\\n");
    private static final Pattern VALUE = Pattern.compile(
            "[^@\\s]+@[^@\\s]+\\.[^@\\s]+|[+(]?[\\d][\\d ./:()-]*|\\d{4}-\\d{2}(-\\d{2})?|https?://.*",
            Pattern.CASE_INSENSITIVE);

    private LayoutGuess() {}

    /**
     * The delimiter under which most records have the same number of cells, more than one; quotes are respected. A first
     * line {@code sep=;} decides.
     */
    static String delimiter(Path file, Charset charset) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(file);
                Reader reader = new InputStreamReader(in, charset)) {
            char[] buffer = new char[SAMPLE];
            int length = 0;
            for (int read = 0; read >= 0 && length < SAMPLE; read = reader.read(buffer, length, SAMPLE - length)) {
                length += read;
            }
            text = new String(buffer, 0, length);
        }
        Matcher declared = DECLARED.matcher(text);
        if (declared.find()) {
            return declared.group(1);
        }
        String best = ",";
        double bestScore = 0;
        for (String delimiter : DELIMITERS) {
            double score = regularity(widths(text, delimiter.charAt(0)));
            if (score > bestScore) {
                bestScore = score;
                best = delimiter;
            }
        }
        return best;
    }

    /** The number of cells of each of the first records. */
    private static List<Integer> widths(String text, char delimiter) {
        List<Integer> widths = new ArrayList<>();
        int cells = 1;
        boolean quoted = false;
        boolean fresh = true;
        boolean blank = true;
        for (int i = 0; i < text.length() && widths.size() < RECORDS; i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"') {
                    if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        i++;
                    } else {
                        quoted = false;
                    }
                }
            } else if (c == '"' && fresh) {
                quoted = true;
                fresh = false;
                blank = false;
            } else if (c == delimiter) {
                cells++;
                fresh = true;
                blank = false;
            } else if (c == '\n' || c == '\r') {
                if (!blank) {
                    widths.add(cells);
                }
                cells = 1;
                fresh = true;
                blank = true;
            } else {
                fresh = c == '\uFEFF' && i == 0;
                blank &= Character.isWhitespace(c);
            }
        }
        if (!blank && widths.size() < RECORDS && text.length() < SAMPLE) {
            widths.add(cells);
        }
        return widths;
    }

    /** The share of records that are as wide as the first one, a little more for wider ones; 0 for a single column. */
    private static double regularity(List<Integer> widths) {
        if (widths.isEmpty() || widths.get(0) < 2) {
            return 0;
        }
        int first = widths.get(0);
        long same = widths.stream().filter(width -> width == first).count();
        return (double) same / widths.size() + Math.min(first, 20) / 100.0;
    }

    /** Whether the first row names the columns: it has no cell that is an address, a number or a date. */
    static boolean hasHeader(List<String> first) {
        return first.stream().map(String::strip).noneMatch(cell -> VALUE.matcher(cell)
                        .matches())
                && first.stream().anyMatch(cell -> !cell.isBlank());
    }
}
