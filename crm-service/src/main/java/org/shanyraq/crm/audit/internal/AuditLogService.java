package org.shanyraq.crm.audit.internal;

import java.util.List;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class AuditLogService implements AuditLog {

    private final Access access;
    private final AuditTrail trail;
    private final JdbcClient database;

    AuditLogService(Access access, AuditTrail trail, JdbcClient database) {
        this.access = access;
        this.trail = trail;
        this.database = database;
    }

    @Override
    public Slice<AuditEntry> list(AuditQuery query, Paging paging) {
        AccessScope scope = access.scope();
        MissionId mission = own(query.mission() == null ? access.home() : query.mission());
        ScopedQuery wanted = ChainedAuditTrail.visible(scope).and("a.mission_id = ?", Bytes16.of(mission));
        if (query.kind() != null && !query.kind().isBlank()) {
            wanted.and("a.kind = ?", query.kind().strip());
        }
        if (query.record() != null) {
            byte[] record = Bytes16.of(query.record());
            wanted.and("(a.record_id = ? or a.within_id = ?)", record, record);
        }
        if (query.actor() != null) {
            wanted.and("a.actor_id = ?", Bytes16.of(query.actor()));
        }
        if (query.action() != null) {
            wanted.and("a.action = ?", query.action().name());
        }
        if (query.from() != null) {
            wanted.and("a.at >= ?", UtcTime.of(query.from()));
        }
        if (query.until() != null) {
            wanted.and("a.at < ?", UtcTime.of(query.until()));
        }
        return wanted.orderBy(Key.number("a.number", true))
                .slice(
                        database,
                        paging,
                        (row, index) -> ChainedAuditTrail.entry(row),
                        entry -> List.of(Long.toString(entry.number())));
    }

    @Override
    public List<ChainHead> heads() {
        return trail.heads(access.scope().missions());
    }

    private MissionId own(MissionId mission) {
        if (!access.scope().missions().contains(mission)) {
            throw new NotFoundException();
        }
        return mission;
    }
}
