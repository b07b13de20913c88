package org.shanyraq.crm.demo.internal;

import java.time.Clock;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives each demonstration mission its data once: all of it in one transaction, begun with a row that only one instance can
 * write, so that an interrupted start leaves nothing behind and a second instance does nothing.
 */
class DemoData implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    private final OfficerDirectory directory;
    private final Access access;
    private final AuditTrail audit;
    private final DemoWorld world;
    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final Clock clock;

    DemoData(
            OfficerDirectory directory,
            Access access,
            AuditTrail audit,
            DemoWorld world,
            JdbcClient database,
            TransactionOperations transactions,
            Clock clock) {
        this.directory = directory;
        this.access = access;
        this.audit = audit;
        this.world = world;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        load("bxl", DemoWorld.Size.WHOLE);
        load("gva", DemoWorld.Size.SMALL);
    }

    /** @return whether it was loaded now */
    boolean load(String mission, DemoWorld.Size size) {
        Officer officer = directory.signedIn(new SignIn(
                "demo",
                "demo-data-" + mission,
                Officer.Kind.SYSTEM,
                "Demonstration data",
                null,
                Set.of(Role.MANAGER),
                Set.of(mission),
                Sensitivity.CONFIDENTIAL));
        MissionId home = officer.home();
        if (home == null || isLoaded(home)) {
            return false;
        }
        try {
            access.runAs(
                    officer,
                    () -> transactions.executeWithoutResult(status -> {
                        database.sql("insert into crm_demo (mission_id, loaded_at) values (?, ?)")
                                .params(Bytes16.of(home), UtcTime.of(clock.instant()))
                                .update();
                        var made = audit.causedBy("demo", () -> world.make(size));
                        LOG.info("Mission {} has its demonstration data: {}", mission, made);
                    }));
            return true;
        } catch (DuplicateKeyException loadedByAnotherInstance) {
            return false;
        }
    }

    private boolean isLoaded(MissionId mission) {
        return database.sql("select 1 from crm_demo where mission_id = ?")
                .param(Bytes16.of(mission))
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
