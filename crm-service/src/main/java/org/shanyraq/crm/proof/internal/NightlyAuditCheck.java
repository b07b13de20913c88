package org.shanyraq.crm.proof.internal;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.job.NightlyWork;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recomputes the audit chain of every mission, and writes where each ends to the log. A log that is sent to another machine keeps these
 * heads out of reach of whoever can change the database.
 */
class NightlyAuditCheck implements NightlyWork {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyAuditCheck.class);

    private final JdbcClient database;
    private final AuditTrail trail;

    NightlyAuditCheck(JdbcClient database, AuditTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    @Override
    public String kind() {
        return "audit-check";
    }

    @Override
    public void run() {
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
                cry(head.mission(), found.firstBad());
            }
        }
    }

    /** Tells the log of a chain that somebody changed. */
    static void cry(MissionId mission, long firstBad) {
        LOG.error(
                "audit chain of mission {} was tampered with: entry {} is the first that does not fit",
                mission,
                firstBad);
    }
}
