package org.shanyraq.crm.line.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineVerdict;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Whether a line and another one contradict each other.
 *
 * @param edition the number of the edition in use of the line
 * @param other the other line
 * @param otherEdition the number of its edition in use
 * @param contradicts whether they answer the same question differently
 */
record VerdictBody(
        @Needed @Nullable Integer edition,

        @Needed @Nullable LineId other,

        @Needed @Nullable Integer otherEdition,

        @Needed @Nullable Boolean contradicts) {

    /** To be asked of a body that is complete. */
    LineVerdict of(LineId line) {
        return new LineVerdict(line, given(edition), given(other), given(otherEdition), given(contradicts));
    }

    private static <T> T given(@Nullable T needed) {
        if (needed == null) {
            throw new IllegalStateException("a body that was not checked");
        }
        return needed;
    }
}
