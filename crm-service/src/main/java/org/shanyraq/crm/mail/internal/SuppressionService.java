package org.shanyraq.crm.mail.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.SuppressionId;
import org.shanyraq.crm.mail.SuppressionQuery;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.mail.SuppressionView;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class SuppressionService implements Suppressions {

    private static final String PREFIX = "crm.mail.error.";
    private static final int REMARK = 500;
    private static final int LEAST_WHY = 3;

    private final Access access;
    private final SuppressionList suppressions;
    private final JdbcClient database;
    private final AuditTrail audit;

    SuppressionService(Access access, SuppressionList suppressions, JdbcClient database, AuditTrail audit) {
        this.access = access;
        this.suppressions = suppressions;
        this.database = database;
        this.audit = audit;
    }

    @Override
    public Slice<SuppressionView> list(SuppressionQuery query, Paging paging) {
        return wanted("s.*", query)
                .orderBy(Key.descending("s.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> view(row),
                        suppression -> List.of(ScopedQuery.hex(suppression.id().value())));
    }

    @Override
    public long count(SuppressionQuery query) {
        return wanted("s.id", query).count(database, 0);
    }

    private ScopedQuery wanted(String columns, SuppressionQuery query) {
        ScopedQuery wanted =
                ScopedQuery.select(columns).from("crm_mail_suppression s").within(access.scope(), "s");
        if (query.reason() != null) {
            wanted.and("s.reason = ?", query.reason().name());
        }
        if (query.text() != null) {
            wanted.and("s.address like ? escape '!'", MailReader.like(query.text()));
        }
        return wanted;
    }

    @Override
    @Transactional
    public void add(String address, @Nullable String remark, Sensitivity sensitivity) {
        MailAddress to = MailAddress.of(address);
        Findings findings = new Findings(PREFIX);
        String said = findings.lines("remark", remark, REMARK);
        if (!sensitivity.isWithin(access.scope().clearance())) {
            findings.add("sensitivity", "sensitivity");
        }
        findings.throwIfAny();
        MissionId mission = access.home();
        suppressions
                .add(new SuppressionList.Said(
                        mission,
                        Recipients.key(to),
                        to.address(),
                        SuppressionReason.BY_HAND,
                        said,
                        access.officer().name(),
                        null,
                        sensitivity))
                .ifPresent(id -> audit.record(
                        new AuditSubject("suppression", id, mission, sensitivity),
                        AuditAction.CREATED,
                        null,
                        new Noted(to.address(), SuppressionReason.BY_HAND, said)));
    }

    @Override
    @Transactional
    public void lift(SuppressionId id, String why) {
        Findings findings = new Findings(PREFIX);
        String said = findings.lines("why", why, REMARK);
        if (findings.isEmpty() && (said == null || said.length() < LEAST_WHY)) {
            findings.add("why", "why");
        }
        findings.throwIfAny();
        Lifted lifted = ScopedQuery.select("s.*")
                .from("crm_mail_suppression s")
                .within(access.scope(), "s")
                .and("s.id = ?", Bytes16.of(id))
                .optional(
                        database, (row, index) -> new Lifted(view(row), new MissionId(Bytes16.uuid(row, "mission_id"))))
                .orElseThrow(NotFoundException::new);
        int gone = database.sql("delete from crm_mail_suppression where id = ?")
                .param(Bytes16.of(id))
                .update();
        if (gone == 0) {
            throw new NotFoundException();
        }
        SuppressionView view = lifted.view();
        audit.record(
                new AuditSubject("suppression", id, lifted.mission(), view.sensitivity()),
                AuditAction.DELETED,
                new Noted(view.address(), view.reason(), null),
                new Noted(null, null, said));
    }

    private record Lifted(SuppressionView view, MissionId mission) {}

    /** A suppression as the audit trail keeps it. */
    private record Noted(
            @Nullable String address,
            @Nullable SuppressionReason reason,
            @Nullable String remark) {}

    private static SuppressionView view(ResultSet row) throws SQLException {
        UUID mail = Bytes16.uuidOrNull(row, "mail_id");
        return new SuppressionView(
                new SuppressionId(Bytes16.uuid(row, "id")),
                row.getString("address"),
                SuppressionReason.valueOf(row.getString("reason")),
                row.getString("remark"),
                row.getString("by_name"),
                mail == null ? null : new MailId(mail),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                UtcTime.instant(row, "created_at"));
    }
}
