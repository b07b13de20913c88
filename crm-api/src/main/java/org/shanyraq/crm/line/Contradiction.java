package org.shanyraq.crm.line;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another line in use that answers the same question differently, or of which an officer said that it does not.
 *
 * @param edition the edition in use of the line that was asked about
 * @param other the other line
 * @param otherEdition its edition in use
 * @param texts what that says
 * @param language in which both are asked alike, or null when only an officer says so
 * @param likeness how alike the questions are in that language, in percent, or null
 * @param contradicts whether it counts as a contradiction
 * @param saidBy name of the officer who said that it does, or does not; null while nobody did
 */
public record Contradiction(
        int edition,
        LineId other,
        int otherEdition,
        Map<String, LineText> texts,
        @Nullable String language,
        @Nullable Integer likeness,
        boolean contradicts,
        @Nullable String saidBy,
        @Nullable Instant saidAt) {}
