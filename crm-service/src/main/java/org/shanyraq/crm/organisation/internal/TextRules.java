package org.shanyraq.crm.organisation.internal;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Violation;

/** Collects all that is wrong with an input, and brings its texts into the form in which they are kept. */
final class TextRules {

    private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final List<Violation> violations = new ArrayList<>();

    void refuse(String field, String key, Object... arguments) {
        violations.add(Violation.of(field, "crm.organisation.error." + key, arguments));
    }

    boolean isEmpty() {
        return violations.isEmpty();
    }

    /** @throws InvalidInputException when anything was refused */
    void throwIfRefused() {
        if (!isEmpty()) {
            throw exception();
        }
    }

    /** All that was refused, of which there is something. */
    InvalidInputException exception() {
        return new InvalidInputException(violations);
    }

    /** One line of text, composed and without blanks around it; null when it is blank. */
    @Nullable
    String line(String field, @Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        if (text.codePoints().anyMatch(TextRules::isForbidden)) {
            refuse(field, "control-characters");
            return null;
        }
        String kept = COMPOSED.normalize(text).strip();
        if (kept.codePointCount(0, kept.length()) > longest) {
            refuse(field, "too-long", longest);
        }
        return kept.isEmpty() ? null : kept;
    }

    /** {@link #line} for each language. */
    LocalizedText lines(String field, LocalizedText text, int longest) {
        Map<String, String> kept = new TreeMap<>();
        text.texts().forEach((language, words) -> {
            String path = field + "." + language;
            if (!LANGUAGES.contains(language)) {
                refuse(path, "language", language);
                return;
            }
            String line = line(path, words, longest);
            if (line != null) {
                kept.put(language, line);
            }
        });
        return new LocalizedText(kept);
    }

    /**
     * Control characters, halves of surrogate pairs, characters that never stand for text, and those that turn the direction of
     * what follows them, by which one name can be made to look like another.
     */
    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default ->
                (character >= 0x202A && character <= 0x202E)
                        || (character >= 0x2066 && character <= 0x2069)
                        || (character & 0xFFFE) == 0xFFFE
                        || (character >= 0xFDD0 && character <= 0xFDEF);
        };
    }
}
