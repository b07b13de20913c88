package org.shanyraq.crm.attendance.internal;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * A font of a document, of which the letters are kept that are used. DejaVu knows Latin, Cyrillic with the Kazakh letters, Greek, Georgian and
 * Armenian; what it has no sign for is shown as an empty square.
 */
final class BadgeFont {

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final int MISSING = 0x25A1;

    /** Height of a line, as a multiple of the size. */
    private static final float LINE = 1.2f;

    private static final float STEP = 0.5f;

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

    /**
     * Makes a text fit a box: it shrinks first, as long as it stays easy to read in so many lines, then takes more lines, and at last breaks words
     * and shrinks on.
     */
    Fitted fit(String text, float width, float height, float largest, float easy, float smallest, int lines)
            throws IOException {
        String known = known(text);
        for (float size = largest; size >= easy; size -= STEP) {
            Wrapped wrapped = wrap(known, width / size, false);
            Fitted fitted = new Fitted(size, wrapped.lines());
            if (wrapped.fits() && fitted.height() <= height && fitted.lines().size() <= lines) {
                return fitted;
            }
        }
        for (float size = easy; size >= smallest; size -= STEP) {
            Wrapped wrapped = wrap(known, width / size, false);
            Fitted fitted = new Fitted(size, wrapped.lines());
            if (wrapped.fits() && fitted.height() <= height) {
                return fitted;
            }
        }
        float size = easy;
        Fitted broken = new Fitted(size, wrap(known, width / size, true).lines());
        while (broken.height() > height && size > STEP) {
            size -= STEP;
            broken = new Fitted(size, wrap(known, width / size, true).lines());
        }
        return broken;
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
        Normalizer.normalize(text == null ? "" : text.strip().replaceAll("\\s+", " "), Normalizer.Form.NFC)
                .codePoints()
                .forEach(sign -> known.appendCodePoint(signs.getGlyphId(sign) == 0 ? MISSING : sign));
        return known.toString();
    }
}
