package org.shanyraq.crm.line;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line that may answer a question.
 *
 * @param edition its approved edition
 * @param language in which it fits best; one of {@code texts}
 * @param validUntil the last day on which it may be used, or null
 */
public record LineMatch(
        LineId line,
        int edition,
        String language,
        Map<String, LineText> texts,
        @Nullable LocalDate validUntil) {}
