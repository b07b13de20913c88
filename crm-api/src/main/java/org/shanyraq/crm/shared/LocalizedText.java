package org.shanyraq.crm.shared;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One text in several languages.
 *
 * @param texts language tag (ISO 639-1, lower case) to text; blank texts are left out
 */
public record LocalizedText(Map<String, String> texts) {

    public static final LocalizedText EMPTY = new LocalizedText(Map.of());

    private static final List<String> FALLBACK = List.of("en", "fr", "kk", "ru");

    public LocalizedText {
        TreeMap<String, String> kept = new TreeMap<>();
        texts.forEach((language, text) -> {
            if (text != null && !text.isBlank()) {
                kept.put(language.toLowerCase(Locale.ROOT), text.strip());
            }
        });
        texts = Collections.unmodifiableMap(kept);
    }

    public static LocalizedText of(String language, String text) {
        return new LocalizedText(Map.of(language, text));
    }

    /** The text in that language; else in English, French, Kazakh, Russian, else in any; empty when there is none. */
    public String in(String language) {
        String wanted = texts.get(language);
        if (wanted != null) {
            return wanted;
        }
        return FALLBACK.stream()
                .map(texts::get)
                .filter(text -> text != null)
                .findFirst()
                .orElseGet(() -> texts.values().stream().findFirst().orElse(""));
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }
}
