package org.shanyraq.crm.shared.internal;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Violation;

/** All that is wrong with an input, collected while its texts are brought into the form in which they are kept. */
public final class Findings {

    private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final String prefix;
    private final String path;
    private final List<Violation> violations = new ArrayList<>();
    private final @Nullable Findings whole;

    /**
     * @param prefix of the keys of the texts, for example {@code crm.contact.error.}; below it stand {@code characters},
     *     {@code too-long}, {@code too-many} and {@code language} for what is found here
     */
    public Findings(String prefix) {
        this(prefix, "", null);
    }

    private Findings(String prefix, String path, @Nullable Findings whole) {
        this.prefix = prefix;
        this.path = path;
        this.whole = whole;
    }

    /**
     * Those of one part of the input: what is found there is found here too.
     *
     * @param place stands before the fields of the part, for example {@code [2].}
     */
    public Findings within(String place) {
        return new Findings(prefix, path + place, this);
    }

    /** @param key what follows the prefix */
    public void add(String field, String key, Object... arguments) {
        add(Violation.of(path + field, prefix + key, arguments));
    }

    private void add(Violation found) {
        violations.add(found);
        if (whole != null) {
            whole.add(found);
        }
    }

    /** Whether these are two letters of ISO 639-1. */
    public static boolean isLanguage(String code) {
        return LANGUAGES.contains(code);
    }

    public boolean isEmpty() {
        return violations.isEmpty();
    }

    /** @throws InvalidInputException when anything was found */
    public void throwIfAny() {
        if (!violations.isEmpty()) {
            throw exception();
        }
    }

    /** All that was found, of which there is something. */
    public InvalidInputException exception() {
        return new InvalidInputException(violations);
    }

    /** One line, composed and without blanks around it; empty when it is blank or refused. */
    public String line(String field, @Nullable String text, int longest) {
        return text(field, text, longest, false);
    }

    /** Like {@link #line}, with null for empty. */
    public @Nullable String lineOrNull(String field, @Nullable String text, int longest) {
        String line = line(field, text, longest);
        return line.isEmpty() ? null : line;
    }

    /** Text of several lines; null when it is blank or refused. */
    public @Nullable String lines(String field, @Nullable String text, int longest) {
        String lines = text(field, text, longest, true);
        return lines.isEmpty() ? null : lines;
    }

    private String text(String field, @Nullable String text, int longest, boolean severalLines) {
        if (text == null) {
            return "";
        }
        if (text.codePoints().anyMatch(point -> isForbidden(point) && !(severalLines && isLayout(point)))) {
            add(field, "characters");
            return "";
        }
        String kept = COMPOSED.normalize(text).strip();
        if (kept.codePointCount(0, kept.length()) > longest) {
            add(field, "too-long", longest);
            return "";
        }
        return kept;
    }

    public LocalizedText localized(String field, LocalizedText text, int longest) {
        Map<String, String> kept = new TreeMap<>();
        text.texts().forEach((language, words) -> {
            String path = field + "." + language;
            if (!isLanguage(language)) {
                add(path, "language", language);
            } else {
                String line = line(path, words, longest);
                if (!line.isEmpty()) {
                    kept.put(language, line);
                }
            }
        });
        return new LocalizedText(kept);
    }

    /** The tag in its usual form: a language, perhaps a script, perhaps a country; null when it is empty or unknown. */
    public @Nullable String language(String field, @Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return null;
        }
        Locale locale = tag.length() > 20
                ? Locale.ROOT
                : Locale.forLanguageTag(tag.strip().replace('_', '-'));
        if (!isLanguage(locale.getLanguage())
                || !locale.getVariant().isEmpty()
                || !locale.getExtensionKeys().isEmpty()
                || !locale.toLanguageTag().equalsIgnoreCase(tag.strip().replace('_', '-'))) {
            add(field, "language", tag.length() > 20 ? tag.substring(0, 20) : tag);
            return null;
        }
        return locale.toLanguageTag();
    }

    /** The tags in their usual form and in their order, each once; an empty list when there are more than {@code most}. */
    public List<String> languages(String field, List<String> tags, int most) {
        if (tags.size() > most) {
            add(field, "too-many", most);
            return List.of();
        }
        Set<String> kept = new LinkedHashSet<>();
        for (int i = 0; i < tags.size(); i++) {
            String language = language(field + "[" + i + "]", tags.get(i));
            if (language != null) {
                kept.add(language);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean isLayout(int point) {
        return point == '\n' || point == '\r' || point == '\t';
    }

    /**
     * Controls, halves of surrogate pairs, what never stands for text, what cannot be seen, and what turns the direction of
     * what follows, by which one name can be made to look like another.
     */
    static boolean isForbidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default ->
                (point >= 0x202A && point <= 0x202E)
                        || (point >= 0x2066 && point <= 0x2069)
                        || point == 0x200E
                        || point == 0x200F
                        || point == 0x061C
                        || point == 0x200B
                        || point == 0xFEFF
                        || (point & 0xFFFE) == 0xFFFE
                        || (point >= 0xFDD0 && point <= 0xFDEF);
        };
    }
}
