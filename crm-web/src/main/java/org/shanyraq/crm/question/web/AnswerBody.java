package org.shanyraq.crm.question.web;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.question.GivenAnswer;

/**
 * What was answered.
 *
 * @param text at most 4,000 characters; null while nobody has noted it
 * @param by who answered
 * @param line from which it was drawn, whose use is noted, or null
 * @param edition of the line
 * @param lineLanguage in which the line was said
 */
record AnswerBody(
        @Nullable String text,

        @Valid QuestionBody.@Nullable AnswererBody by,

        @Nullable LineId line,

        @Nullable Integer edition,

        @Nullable String lineLanguage) {

    GivenAnswer answer() {
        return new GivenAnswer(text, QuestionBody.AnswererBody.of(by), line, edition, lineLanguage);
    }
}
