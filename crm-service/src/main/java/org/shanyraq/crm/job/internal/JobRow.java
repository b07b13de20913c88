package org.shanyraq.crm.job.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobView;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;

/** A job as the engine needs it. */
record JobRow(
        JobId id,
        MissionId mission,
        OfficerId officer,
        String kind,
        String parameters,
        JobState state,
        @Nullable String position,
        long done,
        boolean cancelling) {

    static JobRow read(ResultSet row) throws SQLException {
        return new JobRow(
                new JobId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                new OfficerId(Bytes16.uuid(row, "officer_id")),
                row.getString("kind"),
                row.getString("parameters"),
                JobState.valueOf(row.getString("state")),
                row.getString("position"),
                row.getLong("done"),
                row.getBoolean("cancelling"));
    }

    static JobView view(ResultSet row) throws SQLException {
        return new JobView(
                new JobId(Bytes16.uuid(row, "id")),
                row.getString("kind"),
                row.getString("title"),
                JobState.valueOf(row.getString("state")),
                row.getLong("done"),
                total(row),
                row.getBoolean("cancelling"),
                row.getString("failure"),
                row.getString("target"),
                UtcTime.instant(row, "created_at"),
                UtcTime.instantOrNull(row, "started_at"),
                UtcTime.instantOrNull(row, "finished_at"));
    }

    private static @Nullable Long total(ResultSet row) throws SQLException {
        long total = row.getLong("total");
        return row.wasNull() ? null : total;
    }
}
