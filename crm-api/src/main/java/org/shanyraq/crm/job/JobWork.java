package org.shanyraq.crm.job;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;

/**
 * SPI: a kind of long work, cut into steps. Each step runs in one transaction together with the note of how far the job got,
 * under a lock on the job: a step that was committed is never run again, and one that was not leaves nothing behind. So a
 * step must write only to the database, and should take about a second.
 */
public interface JobWork {

    /** Unique name, kebab-case. */
    String kind();

    /**
     * Does the next stretch of work on behalf of the officer who asked for it, with the rights they have now.
     *
     * @throws org.shanyraq.crm.shared.CrmException when the job cannot go on; its key is shown as the failure
     */
    Step step(Run run);

    /** Told once, in the transaction that ends the job early, when it was cancelled or failed. */
    default void stopped(Run run, JobState state) {}

    /**
     * @param position where the last step ended, or null at the first one
     * @param done units done so far
     */
    record Run(
            JobId id,
            Officer officer,
            String parameters,
            @Nullable String position,
            long done) {}

    /**
     * @param position where the next step begins, or null when the work is finished
     * @param done units done so far, this step included
     * @param total units in all, or null to leave it as it is
     */
    record Step(
            @Nullable String position, long done, @Nullable Long total) {

        public static Step more(String position, long done) {
            return new Step(position, done, null);
        }

        public static Step finished(long done) {
            return new Step(null, done, done);
        }
    }
}
