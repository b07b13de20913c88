package org.shanyraq.crm.attendance.internal;

import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * A font of a document, of which the letters are kept that are used. DejaVu knows Latin, Cyrillic with the Kazakh letters, Greek, Georgian and
 * Armenian; what it has no sign for, or would set from the wrong side and unjoined as Arabic and Hebrew, is written in Latin letters ({@link #readable}),
 * and where there are none for it, as an empty square.
 */
final class BadgeFont {

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final int MISSING = 0x25A1;

    /** Height of a line, as a multiple of the size. */
    private static final float LINE = 1.2f;

    private static final float STEP = 0.5f;

    /** No text takes more lines. */
    private static final int MOST_LINES = 3;

    private static final String CUT = "…";

    private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin");

    private final PDType0Font font;
    private final CmapLookup signs;
    private final Map<String, Float> widths = new HashMap<>();

    private BadgeFont(PDType0Font font, CmapLookup signs) {
        this.font = font;
        this.signs = signs;
    }

    static BadgeFont regular(PDDocument document) throws IOException {
        return load(document, "DejaVuSansCondensed.ttf");
    }

    static BadgeFont bold(PDDocument document) throws IOException {
        return load(document, "DejaVuSansCondensed-Bold.ttf");
    }

    private static BadgeFont load(PDDocument document, String file) throws IOException {
        try (InputStream content = Objects.requireNonNull(BadgeFont.class.getResourceAsStream(FOLDER + file), file)) {
            TrueTypeFont letters = new TTFParser().parse(new RandomAccessReadBuffer(content));
            return new BadgeFont(PDType0Font.load(document, letters, true), letters.getUnicodeCmapLookup());
        }
    }

    PDType0Font font() {
        return font;
    }

    /**
     * A text that was made to fit.
     *
     * @param size of the letters, in points
     */
    record Fitted(float size, List<String> lines) {

        float height() {
            return lines.size() * size * LINE;
        }

        float lineHeight() {
            return size * LINE;
        }
    }

    /** Whether the font writes all of the text as whoever reads that script expects it. */
    boolean knows(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().allMatch(this::knows);
    }

    private boolean knows(int sign) {
        byte direction = Character.getDirectionality(sign);
        return Character.isWhitespace(sign)
                || (signs.getGlyphId(sign) != 0
                        && direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        && direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    }

    /** The text, with each word that the font does not know in Latin letters as well as that goes without knowing the language. */
    String readable(String text) {
        if (knows(text)) {
            return text;
        }
        return Arrays.stream(text.strip().split("\\s+"))
                .map(word -> knows(word) ? word : capital(latin(word)))
                .collect(Collectors.joining(" "));
    }

    /** Also signs between words that the font does not know, such as the dot between names in Japanese. */
    private String latin(String word) {
        StringBuilder latin = new StringBuilder();
        LATIN.transliterate(word)
                .codePoints()
                .forEach(sign -> latin.appendCodePoint(
                        !knows(sign) && Character.getType(sign) == Character.OTHER_PUNCTUATION ? ' ' : sign));
        return latin.toString();
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /**
     * Makes a text fit a box: it shrinks first, as long as it stays easy to read in two lines, then takes a third one, at last shrinks to the least
     * size, and what there is still no room for is cut off.
     *
     * @param least no letter is smaller
     */
    Fitted fit(String text, float width, float height, float largest, float easy, float least) throws IOException {
        String known = known(text);
        for (float size = largest; size >= least; size -= STEP) {
            Wrapped wrapped = wrap(known, width / size, false);
            Fitted fitted = new Fitted(size, wrapped.lines());
            int lines = size >= easy ? MOST_LINES - 1 : MOST_LINES;
            if (wrapped.fits() && fitted.height() <= height && wrapped.lines().size() <= lines) {
                return fitted;
            }
        }
        List<String> broken = wrap(known, width / least, true).lines();
        int room = Math.max(1, Math.min(MOST_LINES, (int) (height / (least * LINE))));
        if (broken.size() <= room) {
            return new Fitted(least, broken);
        }
        List<String> kept = new ArrayList<>(broken.subList(0, room));
        kept.set(room - 1, cut(kept.get(room - 1), width / least));
        return new Fitted(least, kept);
    }

    /** As much of the line as leaves room for the sign that more would follow. */
    private String cut(String line, float width) throws IOException {
        int end = line.length();
        while (end > 0 && width(line.substring(0, end).strip()) + width(CUT) > width) {
            end = line.offsetByCodePoints(end, -1);
        }
        return line.substring(0, end).strip() + CUT;
    }

    /** @param fits whether no line is too wide */
    private record Wrapped(List<String> lines, boolean fits) {}

    /** @param width of the box, in letters of size 1 */
    private Wrapped wrap(String text, float width, boolean withinWords) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        float used = 0;
        boolean fits = true;
        for (String word : text.split(" ")) {
            float wide = width(word);
            if (!line.isEmpty() && used + width(" ") + wide <= width) {
                line.append(' ').append(word);
                used += width(" ") + wide;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            used = 0;
            if (wide > width && withinWords) {
                for (int sign : word.codePoints().toArray()) {
                    float more = width(Character.toString(sign));
                    if (!line.isEmpty() && used + more > width) {
                        lines.add(line.toString());
                        line.setLength(0);
                        used = 0;
                    }
                    line.appendCodePoint(sign);
                    used += more;
                }
            } else {
                line.append(word);
                used = wide;
                fits &= wide <= width;
            }
        }
        lines.add(line.toString());
        return new Wrapped(lines, fits);
    }

    /** Of letters of size 1. Letters of this library stand beside each other without kerning, so widths add up. */
    private float width(String word) throws IOException {
        Float known = widths.get(word);
        if (known == null) {
            known = font.getStringWidth(word) / 1000;
            widths.put(word, known);
        }
        return known;
    }

    /** The text in signs that the font has, in one line. */
    private String known(@Nullable String text) {
        StringBuilder known = new StringBuilder();
        Normalizer.normalize(text == null ? "" : readable(text.strip().replaceAll("\\s+", " ")), Normalizer.Form.NFC)
                .codePoints()
                .forEach(sign -> known.appendCodePoint(knows(sign) ? sign : MISSING));
        return known.toString();
    }
}
