package org.shanyraq.crm.job;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/** One's own long jobs. Nobody sees the jobs of another. */
@Facade
public interface Jobs {

    /** The acting officer's jobs, newest first. */
    @Requires(Right.BE_HERE)
    Slice<JobView> mine(Paging paging);

    /** @throws org.shanyraq.crm.shared.NotFoundException when there is no such job of the acting officer */
    @Requires(Right.BE_HERE)
    JobView get(JobId id);

    /** Asks for the job to stop after the step under way; what was done stays done. No effect on a job that is over. */
    @Requires(Right.BE_HERE)
    void cancel(JobId id);

    /**
     * Puts a job into the queue within the caller's transaction; it runs once the transaction is committed, on any
     * instance, on behalf of the acting officer.
     *
     * @param kind the {@link JobWork#kind()} that does it
     * @param title what it works on, for the list of jobs; empty when the kind says it all
     * @param parameters what the work needs, as it wrote it itself (for example JSON)
     * @param target where the result is seen, see {@link JobView#target()}
     */
    @Requires(Right.BE_HERE)
    JobId submit(String kind, String title, String parameters, @Nullable Long total, @Nullable String target);
}
