package org.shanyraq.crm.invitation.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;

/**
 * The texts that come with the product, one file of {@code crm/invitation} for each kind and language: the subject in the first line,
 * the body after an empty one.
 */
final class StandardTexts {

    /** The languages in which the product itself writes to guests: those of their pages. */
    static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    private final Map<TemplateKind, TemplateDetails> all = new EnumMap<>(TemplateKind.class);

    StandardTexts() {
        for (TemplateKind kind : TemplateKind.values()) {
            Map<String, TemplateText> texts = new TreeMap<>();
            for (String language : LANGUAGES) {
                texts.put(language, read("/crm/invitation/" + kind.code() + "_" + language + ".txt"));
            }
            all.put(kind, new TemplateDetails(kind, "", texts));
        }
    }

    /** In which language guests see their pages who are written to in that one: in it, or in English. */
    static String ofPage(String language) {
        return LANGUAGES.contains(language) ? language : LANGUAGES.get(0);
    }

    TemplateDetails of(TemplateKind kind) {
        TemplateDetails details = all.get(kind);
        if (details == null) {
            throw new IllegalStateException("no standard text of " + kind);
        }
        return details;
    }

    private static TemplateText read(String file) {
        try (InputStream content = StandardTexts.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException(file + " is missing");
            }
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\n\n");
            return new TemplateText(
                    text.substring(0, end).strip(), text.substring(end).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
