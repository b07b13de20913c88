package org.shanyraq.crm.exchange.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.exchange.ExportId;
import org.shanyraq.crm.exchange.ExportState;
import org.shanyraq.crm.exchange.ExportView;
import org.shanyraq.crm.exchange.Exports;
import org.shanyraq.crm.job.JobId;

/**
 * One export as it is kept.
 *
 * @param filter JSON of the query of its list
 * @param limit how many rows it may have
 * @param nextCursor where the gathering goes on
 * @param sensitivity of the most sensitive row so far
 */
record StoredExport(
        ExportId id,
        MissionId mission,
        Instant createdAt,
        Instant expiresAt,
        ExportView.List list,
        Exports.Format format,
        String language,
        String filter,
        ExportState state,
        long rows,
        long limit,
        @Nullable String nextCursor,
        Sensitivity sensitivity,
        @Nullable JobId job) {

    ExportView view() {
        if (job == null) {
            throw new IllegalStateException("export " + id + " has no job");
        }
        return new ExportView(id, list, format, state, rows, job, createdAt, expiresAt);
    }
}
