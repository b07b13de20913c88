package org.shanyraq.crm.line.web;

import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineSource;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.shared.web.Needed;
import org.shanyraq.crm.topic.TopicId;

/**
 * All that a client of the API writes of a line.
 *
 * @param texts by language (ISO 639-1, two letters), at least one and at most 30
 * @param sources at most 20
 * @param validUntil the last day on which it may be used; null for as long as nobody withdraws it
 * @param owner who looks after it: an officer of the mission who may see it
 * @param topics what it is about, at most 10; left out: those that it has
 */
record LineBody(
        @Nullable Map<String, @Needed @Valid TextBody> texts,

        @Nullable List<@Needed @Valid SourceBody> sources,

        @Nullable LocalDate validUntil,

        @Needed @Nullable Sensitivity sensitivity,

        @Needed @Nullable OfficerId owner,

        @Nullable List<@Needed TopicId> topics) {

    /**
     * The line in one language.
     *
     * @param question what is asked, one line of at most 300 characters
     * @param answer what is said to it, at most 10,000 characters
     */
    record TextBody(
            @Needed @Nullable String question,

            @Needed @Nullable String answer) {}

    /**
     * What it rests on.
     *
     * @param title at most 200 characters
     * @param link address beginning with {@code https://} or {@code http://}, or null
     */
    record SourceBody(
            @Needed @Nullable String title, @Nullable String link) {}

    /** To be asked of a body that is complete. */
    LineDetails details() {
        Map<String, LineText> all = new LinkedHashMap<>();
        if (texts != null) {
            texts.forEach(
                    (language, text) -> all.put(language, new LineText(given(text.question), given(text.answer))));
        }
        return new LineDetails(
                all,
                sources == null
                        ? List.of()
                        : sources.stream()
                                .map(source -> new LineSource(given(source.title), source.link))
                                .toList(),
                validUntil,
                given(sensitivity),
                given(owner),
                topics);
    }

    private static <T> T given(@Nullable T needed) {
        if (needed == null) {
            throw new IllegalStateException("a body that was not checked");
        }
        return needed;
    }
}
