package org.shanyraq.crm.invitation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.ArchivedRows;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads templates in plain SQL, always within the missions of a scope. */
class TemplateReader {

    /** Kind of record in the audit trail. */
    static final String KIND = "invitation-template";

    private final JdbcClient database;

    TemplateReader(JdbcClient database) {
        this.database = database;
    }

    Optional<TemplateView> view(TemplateId id, AccessScope scope) {
        return templates(scope).and("t.id = ?", Bytes16.of(id)).optional(database, (row, index) -> read(row));
    }

    Slice<TemplateView> list(@Nullable TemplateKind kind, Archived archived, AccessScope scope, Paging paging) {
        ScopedQuery wanted = templates(scope);
        ArchivedRows.ask(wanted, archived, "t");
        if (kind != null) {
            wanted.and("t.kind = ?", kind.name());
        }
        return wanted.orderBy(Key.descending("t.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> read(row),
                        template -> List.of(ScopedQuery.hex(template.id().value())));
    }

    private static ScopedQuery templates(AccessScope scope) {
        return ScopedQuery.select("t.*").from("crm_invitation_template t").withinMissions(scope, "t");
    }

    private static TemplateView read(ResultSet row) throws SQLException {
        return new TemplateView(
                new TemplateId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new TemplateDetails(
                        TemplateKind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        MailTemplate.read(row.getString("texts"))),
                row.getBoolean("archived"),
                UtcTime.instant(row, "created_at"),
                UtcTime.instant(row, "changed_at"));
    }
}
