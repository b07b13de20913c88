package org.shanyraq.crm.exchange;

import java.time.Instant;
import org.shanyraq.crm.job.JobId;

/**
 * One export of the acting officer.
 *
 * @param list which list it is of
 * @param rows how many rows were gathered so far; all of them once it is ready
 * @param expiresAt when it is removed by itself
 */
public record ExportView(
        ExportId id,
        List list,
        Exports.Format format,
        ExportState state,
        long rows,
        JobId job,
        Instant createdAt,
        Instant expiresAt) {

    /** The lists that can be exported. */
    public enum List {
        CONTACTS,
        ORGANISATIONS
    }
}
