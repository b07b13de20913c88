package org.shanyraq.crm.exchange.internal;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which character set a text file is written. A byte order mark decides; then zero bytes tell UTF-16; then what is wholly
 * good UTF-8 is UTF-8; else the sets of one byte are weighed by how well the text that they give looks like words: ICU's
 * statistics of languages, and the letters that each set is used for, since lists of names are short and hold many languages.
 */
final class EncodingGuess {

    /** The sets to choose from, as offered to users. */
    static final List<String> OFFERED = List.of(
            "UTF-8",
            "UTF-16LE",
            "UTF-16BE",
            "windows-1252",
            "windows-1250",
            "windows-1251",
            "windows-1253",
            "windows-1254",
            "windows-1257",
            "ISO-8859-1",
            "ISO-8859-2",
            "ISO-8859-5",
            "ISO-8859-7",
            "ISO-8859-9",
            "ISO-8859-15",
            "KOI8-R",
            "IBM850",
            "x-MacRoman");

    private static final int SAMPLE = 256 * 1024;

    private static final String LATIN_WEST = "àâäáãåæçèéêëìíîïñòóôõöøùúûüýÿßœÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒ";
    private static final String LATIN_EAST =
            "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďéěíňřšťúůýžáČĎÉĚÍŇŘŠŤÚŮÝŽÁőűöüŐŰÖÜäôĺľŕđăâîşţĂÂÎŞŢĐĽëç";
    private static final String LATIN_TURKISH = LATIN_WEST + "ğışİŞĞ";
    private static final String LATIN_BALTIC = "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöüÕÄÖÜéó";

    /** Letters that make a set likely, since they are frequent where it is used, and rare as signs elsewhere. */
    private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put("windows-1252", LATIN_WEST);
        EXPECTED.put("windows-1250", LATIN_EAST);
        EXPECTED.put("windows-1251", "");
        EXPECTED.put("windows-1253", "");
        EXPECTED.put("windows-1254", LATIN_TURKISH);
        EXPECTED.put("windows-1257", LATIN_BALTIC);
        EXPECTED.put("ISO-8859-2", LATIN_EAST);
        EXPECTED.put("KOI8-R", "");
    }

    /** Where two sets explain a text equally well, the one used more wins. */
    private static final Map<String, Double> PRIOR = Map.of(
            "windows-1252", 0.06,
            "windows-1250", 0.04,
            "windows-1251", 0.05,
            "windows-1253", 0.05,
            "windows-1254", 0.0,
            "windows-1257", 0.01,
            "ISO-8859-2", -0.05,
            "KOI8-R", -0.05);

    private static final String RARE = "ţŢđĐľĽĺŕ";
    private static final String FREQUENT_CYRILLIC = "оеаинтрсвлкмдпуяіқғңәө";
    private static final String FREQUENT_GREEK = "αοιετσνηυρπκμλςάόίέή";

    private EncodingGuess() {}

    /** The name of the set in which the file is most likely written. */
    static String of(Path file) throws IOException {
        byte[] sample;
        try (InputStream in = Files.newInputStream(file)) {
            sample = in.readNBytes(SAMPLE);
        }
        String marked = byteOrderMark(sample);
        if (marked != null) {
            return marked;
        }
        String wide = withoutMark16(sample);
        if (wide != null) {
            return wide;
        }
        long invalid;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 65_536)) {
            invalid = invalidUtf8(in);
        }
        if (invalid == 0) {
            return "UTF-8";
        }
        // A few spoilt bytes in a file full of good UTF-8 spoil a few rows, not the file.
        if (invalid * 50 <= goodUtf8(sample)) {
            return "UTF-8";
        }
        return singleByte(sample);
    }

    private static @Nullable String byteOrderMark(byte[] head) {
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return "UTF-8";
        }
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return "UTF-16LE";
        }
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return "UTF-16BE";
        }
        return null;
    }

    /** Delimiters, digits and line ends have a zero byte in UTF-16, always on the same side. */
    private static @Nullable String withoutMark16(byte[] sample) {
        int pairs = Math.min(sample.length, 16_384) / 2;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < pairs; i++) {
            if (sample[2 * i] == 0) {
                even++;
            }
            if (sample[2 * i + 1] == 0) {
                odd++;
            }
        }
        if (odd * 20 >= pairs && even * 20 <= odd && odd > 1) {
            return "UTF-16LE";
        }
        if (even * 20 >= pairs && odd * 20 <= even && even > 1) {
            return "UTF-16BE";
        }
        return null;
    }

    /** Whether the beginning of a file may be text at all: few control characters, in whatever set. */
    static boolean looksLikeText(byte[] head) {
        if (byteOrderMark(head) != null || withoutMark16(head) != null) {
            return true;
        }
        int strange = 0;
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                strange++;
            }
        }
        return strange * 20 <= head.length;
    }

    private static long invalidUtf8(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        byte[] bytes = new byte[65_536];
        CharBuffer out = CharBuffer.allocate(bytes.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long invalid = 0;
        boolean end = false;
        while (!end) {
            int read = in.read(bytes, buffer.position(), buffer.remaining());
            end = read < 0;
            buffer.position(buffer.position() + Math.max(0, read)).flip();
            while (true) {
                CoderResult result = decoder.decode(buffer, out, end);
                out.clear();
                if (!result.isError()) {
                    break;
                }
                invalid++;
                buffer.position(Math.min(buffer.limit(), buffer.position() + result.length()));
            }
            buffer.compact();
        }
        return invalid;
    }

    /** How many characters of several bytes the sample holds that are good UTF-8. */
    private static long goodUtf8(byte[] sample) {
        long good = 0;
        for (int i = 0; i < sample.length; ) {
            int b = sample[i] & 0xFF;
            int more = b >= 0xF0 && b < 0xF5 ? 3 : b >= 0xE0 ? 2 : b >= 0xC2 ? 1 : 0;
            if (b >= 0xF5 || b < 0xC2) {
                i++;
                continue;
            }
            boolean whole = i + more < sample.length;
            for (int j = 1; whole && j <= more; j++) {
                whole = (sample[i + j] & 0xC0) == 0x80;
            }
            if (whole) {
                good++;
            }
            i += whole ? more + 1 : 1;
        }
        return good;
    }

    private static String singleByte(byte[] sample) {
        Map<String, Double> confidence = icu(sample);
        String best = "windows-1252";
        double bestScore = -Double.MAX_VALUE;
        for (Map.Entry<String, String> candidate : EXPECTED.entrySet()) {
            String name = candidate.getKey();
            double score = 2 * plausibility(sample, name, candidate.getValue())
                    + 0.5 * confidence.getOrDefault(name, 0.0)
                    + PRIOR.getOrDefault(name, 0.0);
            if (score > bestScore) {
                bestScore = score;
                best = name;
            }
        }
        return best;
    }

    /** ICU's confidence from 0 to 1, an ISO set counting for the Windows set that contains it. */
    private static Map<String, Double> icu(byte[] sample) {
        Map<String, Double> confidence = new HashMap<>();
        for (CharsetMatch match : new CharsetDetector().setText(sample).detectAll()) {
            double value = match.getConfidence() / 100.0;
            String name = match.getName();
            String counted =
                    switch (name) {
                        case "ISO-8859-1" -> "windows-1252";
                        case "ISO-8859-2" -> "windows-1250";
                        case "ISO-8859-5" -> "windows-1251";
                        case "ISO-8859-7" -> "windows-1253";
                        case "ISO-8859-9" -> "windows-1254";
                        default -> name;
                    };
            confidence.merge(counted, value, Math::max);
            confidence.merge(name, value, Math::max);
        }
        return confidence;
    }

    /** How well the bytes beyond ASCII make letters of words in that set: 1 for all of them, below 0 when they are signs. */
    private static double plausibility(byte[] sample, String name, String expected) {
        char[] text;
        try {
            text = decode(sample, name);
        } catch (CharacterCodingException impossible) {
            return -2;
        }
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            if (c < 0x80) {
                continue;
            }
            counted++;
            char before = i > 0 ? text[i - 1] : ' ';
            char after = i + 1 < text.length ? text[i + 1] : ' ';
            sum += weight(c, before, after, expected);
        }
        return counted == 0 ? 0 : sum / counted;
    }

    private static double weight(char c, char before, char after, String expected) {
        if (c == '\uFFFD' || (c >= 0x80 && c < 0xA0)) {
            return -2;
        }
        boolean inWord = Character.isLetter(before) || Character.isLetter(after);
        if (!Character.isLetter(c)) {
            return inWord && !"’‘”“–—\u00A0…«»".contains(String.valueOf(c)) ? -1.5 : 0.1;
        }
        double weight;
        if (expected.isEmpty()) {
            Character.UnicodeBlock block = Character.UnicodeBlock.of(c);
            boolean cyrillic = Character.UnicodeBlock.CYRILLIC.equals(block);
            boolean greek = Character.UnicodeBlock.GREEK.equals(block);
            if (!cyrillic && !greek) {
                return -1;
            }
            // Such letters stand together; alone among Latin ones they are accented Latin ones misread.
            if ((before < 0x80 && Character.isLetter(before)) || (after < 0x80 && Character.isLetter(after))) {
                return -1.5;
            }
            String frequent = cyrillic ? FREQUENT_CYRILLIC : FREQUENT_GREEK;
            weight = frequent.indexOf(Character.toLowerCase(c)) >= 0 ? 1.15 : 0.6;
        } else if (expected.indexOf(c) >= 0) {
            weight = RARE.indexOf(c) >= 0 ? 0.6 : 1;
            if (before >= 0x80 && Character.isLetter(before) && after >= 0x80 && Character.isLetter(after)) {
                // Three letters with accents in a row: a script of its own, misread.
                weight = -0.5;
            }
        } else {
            weight = -0.4;
        }
        if (Character.isUpperCase(c) && Character.isLowerCase(before)) {
            weight -= 1;
        }
        return weight;
    }

    private static char[] decode(byte[] sample, String name) throws CharacterCodingException {
        CharBuffer text = Charset.forName(name)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(sample));
        return Arrays.copyOf(text.array(), text.length());
    }

    /** The character set of that name if it is one of those offered. */
    static @Nullable Charset charset(String name) {
        for (String offered : OFFERED) {
            if (offered.toLowerCase(Locale.ROOT).equals(name.strip().toLowerCase(Locale.ROOT))) {
                return Charset.forName(offered);
            }
        }
        return null;
    }
}
