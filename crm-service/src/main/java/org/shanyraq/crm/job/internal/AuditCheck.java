package org.shanyraq.crm.job.internal;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recomputes the audit chain of every mission, and writes where each ends to the log. A log that is sent to another machine keeps these
 * heads out of reach of whoever can change the database.
 */
class AuditCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AuditCheck.class);

    private final JdbcClient database;
    private final AuditTrail trail;

    AuditCheck(JdbcClient database, AuditTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    void run() {
        for (ChainHead head : trail.heads(database.sql("select id from crm_mission order by id")
                .query((row, index) -> new MissionId(Bytes16.uuid(row, "id")))
                .list())) {
            AuditTrail.Verification found = trail.verify(head.mission(), head);
            if (found.firstBad() == null) {
                LOG.info(
                        "audit chain of mission {} is whole: {} entries, head {} {}",
                        head.mission(),
                        found.entries(),
                        head.length(),
                        head.hash());
            } else {
                LOG.error(
                        "audit chain of mission {} was tampered with: entry {} is the first that does not fit",
                        head.mission(),
                        found.firstBad());
            }
        }
    }
}
