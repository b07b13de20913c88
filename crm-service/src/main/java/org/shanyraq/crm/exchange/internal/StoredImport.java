package org.shanyraq.crm.exchange.internal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.exchange.ImportId;
import org.shanyraq.crm.exchange.ImportSettings;
import org.shanyraq.crm.exchange.ImportState;
import org.shanyraq.crm.exchange.ImportSubject;
import org.shanyraq.crm.exchange.ImportView;
import org.shanyraq.crm.job.JobId;

/**
 * One import as it is kept.
 *
 * @param highest how sensitive the most sensitive of the rows ever was that the file had when it was read before
 */
record StoredImport(
        ImportId id,
        MissionId mission,
        long version,
        ImportSubject subject,
        String fileName,
        long fileSize,
        boolean workbook,
        List<String> sheets,
        ImportState state,
        ImportSettings settings,
        List<ImportView.Column> columns,
        boolean remembered,
        @Nullable JobId job,
        String byOfficer,
        Instant createdAt,
        @Nullable Long total,
        Sensitivity highest) {

    ImportStore.Reference reference() {
        return new ImportStore.Reference(id, mission);
    }
}
