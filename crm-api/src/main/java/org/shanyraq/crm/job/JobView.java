package org.shanyraq.crm.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param kind which work it is; text {@code crm.job.kind.<kind>}
 * @param title what it works on, for example a file name; empty when the kind says it all
 * @param done units done so far
 * @param total units in all, or null while it is not known
 * @param cancelling a cancel was asked for and takes effect at the end of the step under way
 * @param failure key of the text that says why it failed, or null
 * @param target path below the CRM's base path where the result is seen, for example {@code /imports/…}, or null
 */
public record JobView(
        JobId id,
        String kind,
        String title,
        JobState state,
        long done,
        @Nullable Long total,
        boolean cancelling,
        @Nullable String failure,
        @Nullable String target,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** 0 to 100, or null while the total is not known. */
    public @Nullable Integer percent() {
        if (total == null) {
            return null;
        }
        return total == 0 ? 100 : (int) Math.min(100, done * 100 / total);
    }
}
