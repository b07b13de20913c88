package org.shanyraq.crm.question;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.line.LineId;

/**
 * What was answered.
 *
 * @param text at most {@value #MOST_TEXT} characters; null while nobody has noted it
 * @param by who answered
 * @param line from which the answer was drawn, or null
 * @param edition of the line, there together with it
 * @param lineLanguage in which the line was said, there together with it
 */
public record GivenAnswer(
        @Nullable String text,
        Answerer by,
        @Nullable LineId line,
        @Nullable Integer edition,
        @Nullable String lineLanguage) {

    public static final int MOST_TEXT = 4_000;

    public static GivenAnswer of(@Nullable String text) {
        return new GivenAnswer(text, Answerer.NOBODY, null, null, null);
    }
}
