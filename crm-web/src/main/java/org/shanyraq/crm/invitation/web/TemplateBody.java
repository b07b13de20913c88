package org.shanyraq.crm.invitation.web;

import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.shared.web.Needed;

/**
 * All that a client of the API writes of a template: what {@code details} of a template shows.
 *
 * @param kind chosen once
 * @param name by which officers choose it, at most 120 characters
 * @param texts by language (ISO 639-1, two letters), at least one and at most 30; each guest gets the first of their languages that is there, else the
 *     first of the dialogue, else English, French, Kazakh or Russian, else any
 */
record TemplateBody(
        @Needed @Nullable TemplateKind kind,

        @Needed @Nullable String name,

        @Valid @Nullable Map<String, TextBody> texts) {

    /**
     * A mail in one language.
     *
     * @param subject one line, at most 200 characters
     * @param body plain text with placeholders, at most 10,000 characters
     */
    record TextBody(
            @Needed @Nullable String subject,

            @Needed @Nullable String body) {}

    /** To be asked of a body that is complete. */
    TemplateDetails details() {
        Map<String, TemplateText> all = new LinkedHashMap<>();
        if (texts != null) {
            texts.forEach(
                    (language, text) -> all.put(language, new TemplateText(given(text.subject), given(text.body))));
        }
        return new TemplateDetails(given(kind), given(name), all);
    }

    private static <T> T given(@Nullable T needed) {
        if (needed == null) {
            throw new IllegalStateException("a body that was not checked");
        }
        return needed;
    }
}
