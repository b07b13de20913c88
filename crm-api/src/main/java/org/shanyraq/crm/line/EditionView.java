package org.shanyraq.crm.line;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One edition of a line.
 *
 * @param number from 1, in the order in which they were begun
 * @param authors names of those who wrote it, none of whom can approve it
 * @param own whether the acting officer is one of them
 * @param decidedBy name of the officer who approved, returned or withdrew it last, or null
 * @param remark what was said with it, or null
 */
public record EditionView(
        int number,
        EditionState state,
        Map<String, LineText> texts,
        List<LineSource> sources,
        @Nullable LocalDate validUntil,
        List<String> authors,
        boolean own,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String remark) {

    /** What it answers, in all its languages. */
    public LocalizedText questions() {
        return LineTexts.questions(texts);
    }
}
