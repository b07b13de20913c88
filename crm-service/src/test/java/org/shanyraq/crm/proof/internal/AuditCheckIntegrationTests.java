package org.shanyraq.crm.proof.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobView;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.proof.AuditCheckId;
import org.shanyraq.crm.proof.AuditCheckState;
import org.shanyraq.crm.proof.AuditCheckView;
import org.shanyraq.crm.proof.AuditChecks;
import org.shanyraq.crm.proof.ChainCheck;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Row N3 of the features; threats S1, Z20. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class AuditCheckIntegrationTests extends OfficerScene {

    @Autowired
    AuditChecks checks;

    @Autowired
    AuditCheckStore store;

    @Autowired
    AuditTrail trail;

    @Autowired
    Jobs jobs;

    @Autowired
    OfficerDirectory directory;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient database;

    private record Sample(String title) {}

    private record SampleId(UUID value) implements EntityId {}

    @Test
    void aChainThatNobodyTouchedIsFoundWhole() {
        Officer manager = officers.manager("proof-whole");
        write(manager, 5);
        ChainHead end = end(manager);

        AuditCheckView check = over(manager, as(manager, () -> checks.start(List.of())));

        assertThat(check.state()).isEqualTo(AuditCheckState.WHOLE);
        ChainCheck chain = only(check);
        assertThat(chain.state()).isEqualTo(AuditCheckState.WHOLE);
        assertThat(chain.mission()).isEqualTo(end.mission());
        assertThat(new ChainHead(chain.mission(), chain.length(), chain.hash())).isEqualTo(end);
        assertThat(chain.checked()).as("and what was added since").isGreaterThan(end.length());
        assertThat(chain.firstBad()).isNull();
        JobView job = as(manager, () -> jobs.get(check.job()));
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.percent()).isEqualTo(100);
        assertThat(job.done()).isEqualTo(chain.checked());
        assertThat(job.target()).isEqualTo("/audit/checks/" + check.id());
    }

    @Test
    void theFirstEntryThatDoesNotFitIsNamedByItsNumber(CapturedOutput output) {
        Officer manager = officers.manager("proof-broken");
        write(manager, 5);
        MissionId mission = end(manager).mission();
        tamper(mission, 3);

        AuditCheckView check = over(manager, as(manager, () -> checks.start(List.of())));

        assertThat(check.state()).isEqualTo(AuditCheckState.BROKEN);
        assertThat(only(check).state()).isEqualTo(AuditCheckState.BROKEN);
        assertThat(only(check).firstBad()).isEqualTo(3);
        assertThat(only(check).checked()).isEqualTo(2);
        assertThat(as(manager, () -> jobs.get(check.job())).state()).isEqualTo(JobState.DONE);
        assertThat(output.getOut()).contains("audit chain of mission " + mission + " was tampered with: entry 3 ");
    }

    // S1: an older copy, or a chain that was written anew
    @Test
    void s1AHeadKeptElsewhereFindsWhatTheChainAloneCannot() {
        Officer manager = officers.manager("proof-gone");
        write(manager, 5);
        ChainHead end = end(manager);
        ChainHead noted = new ChainHead(end.mission(), end.length() + 100, end.hash());
        AuditCheckView beyond = over(manager, as(manager, () -> checks.start(List.of(noted))));
        assertThat(beyond.state()).isEqualTo(AuditCheckState.BROKEN);
        assertThat(only(beyond).firstBad()).isGreaterThan(end.length());

        ChainHead other = new ChainHead(end.mission(), 2, end.hash().toUpperCase(Locale.ROOT));
        assertThat(only(over(manager, as(manager, () -> checks.start(List.of(other)))))
                        .firstBad())
                .isEqualTo(2);
        assertThat(over(manager, as(manager, () -> checks.start(List.of(end)))).state())
                .isEqualTo(AuditCheckState.WHOLE);
    }

    @Test
    void askingAgainWithinAnotherTransactionGivesTheOneThatRunsAndSpoilsNothing() {
        Officer manager = officers.manager("proof-again");
        write(manager, 2);
        AuditCheckId id = waiting(manager);
        AuditCheckView again = as(
                manager,
                () -> Objects.requireNonNull(
                        new TransactionTemplate(transactions).execute(status -> checks.start(List.of()))));
        assertThat(again.id()).isEqualTo(id);
    }

    @Test
    void aCheckThatIsStoppedStillTellsOfTheChainThatWasFoundBroken() {
        Officer manager = officers.manager("proof-told");
        write(manager, 6);
        tamper(end(manager).mission(), 2);
        AuditCheckId id = waiting(manager);
        step(manager, id, 0, 4);
        // As when another chain was still to be looked at.
        database.sql("update crm_audit_check set state = 'CHECKING' where id = ?")
                .param(Bytes16.of(id))
                .update();
        store.stop(id);
        assertThat(as(manager, () -> checks.get(id)).state()).isEqualTo(AuditCheckState.BROKEN);
    }

    // S1: every night the heads leave the machine with the log
    @Test
    void s1TheNightlyCheckWritesTheHeadsToTheLogAndCriesWhenAChainIsBroken(CapturedOutput output) {
        Officer manager = officers.manager("proof-night");
        write(manager, 2);
        ChainHead head = end(manager);
        NightlyAuditCheck nightly = new NightlyAuditCheck(database, trail);

        nightly.run();
        assertThat(output.getOut())
                .contains("audit chain of mission " + head.mission() + " is whole")
                .contains(head.hash());

        tamper(head.mission(), 1);
        nightly.run();
        assertThat(output.getOut())
                .contains("audit chain of mission " + head.mission() + " was tampered with: entry 1 ");
    }

    @Test
    void aStepGoesOnFromTheLastEntryThatWasFoundGoodWhoeverDoesIt() {
        Officer manager = officers.manager("proof-steps");
        write(manager, 20);
        MissionId mission = end(manager).mission();
        AuditCheckId id = waiting(manager);

        JobWork.Step first = step(manager, id, 0, 4);
        assertThat(first.position()).isNotNull();
        assertThat(first.done()).isEqualTo(4);
        assertThat(first.total()).isEqualTo(end(manager).length());
        assertThat(reached(id)).isEqualTo(4);
        step(manager, id, 4, 4);
        assertThat(reached(id)).as("by another worker").isEqualTo(8);
        assertThat(as(manager, () -> checks.get(id)).state()).isEqualTo(AuditCheckState.CHECKING);

        write(manager, 3);
        tamper(mission, 2);
        tamper(mission, 11);
        JobWork.Step last = step(manager, id, 8, 4);
        assertThat(last.position()).isNull();
        assertThat(last.done()).isEqualTo(10);
        assertThat(only(as(manager, () -> checks.get(id))).firstBad())
                .as("what was looked at is not looked at again")
                .isEqualTo(11);
    }

    @Test
    void whatIsWrittenMeanwhileIsLookedAtTooAndTakesNothingFromTheResult() {
        Officer manager = officers.manager("proof-meanwhile");
        write(manager, 6);
        AuditCheckId id = waiting(manager);
        step(manager, id, 0, 4);
        write(manager, 5);

        JobWork.Step step = step(manager, id, 4, 4);
        assertThat(step.position()).isNotNull();
        assertThat(step.total()).isEqualTo(end(manager).length());
        while (step.position() != null) {
            step = step(manager, id, step.done(), 500);
        }
        assertThat(as(manager, () -> checks.get(id)).state()).isEqualTo(AuditCheckState.WHOLE);
        assertThat(step.done()).isEqualTo(end(manager).length());
    }

    // S1: rewritten behind the check, while it runs
    @Test
    void s1AChainThatIsWrittenAnewMeanwhileIsFoundByTheEndOfThen() {
        Officer manager = officers.manager("proof-anew");
        write(manager, 6);
        AuditCheckId id = waiting(manager);
        step(manager, id, 0, 4);
        database.sql("delete from crm_audit_entry where mission_id = ? and number > 4")
                .param(Bytes16.of(end(manager).mission()))
                .update();
        database.sql("""
                        update crm_audit_chain c join crm_audit_entry e on e.mission_id = c.mission_id and e.number = 4
                        set c.length = 4, c.head = e.hash where c.mission_id = ?""").param(Bytes16.of(end(manager).mission())).update();

        step(manager, id, 4, 4);
        assertThat(only(as(manager, () -> checks.get(id))).firstBad()).isEqualTo(5);
    }

    @Test
    void aCheckOfSeveralMissionsLooksAtEachAndIsBrokenWhenOneIs() {
        Officer here = officers.manager("proof-two-a");
        Officer there = officers.manager("proof-two-b");
        write(here, 6);
        write(there, 6);
        Officer both = signedIn(Role.MANAGER, "proof-two-a", "proof-two-b");
        tamper(end(here).mission(), 2);

        AuditCheckView check = over(both, as(both, () -> checks.start(List.of())));

        assertThat(check.state()).isEqualTo(AuditCheckState.BROKEN);
        assertThat(check.chains()).hasSize(2).allSatisfy(chain -> assertThat(chain.firstBad())
                .isEqualTo(chain.mission().equals(end(here).mission()) ? 2L : null));
        Officer less = signedIn(Role.MANAGER, "proof-two-b");
        assertThat(less.id()).isEqualTo(both.id());
        assertThatThrownBy(() -> as(less, () -> checks.get(check.id())))
                .as("one of its missions is none of the officer's any more")
                .isInstanceOf(NotFoundException.class);
    }

    // Z20
    @Test
    void z20OnlyThoseWhoWatchOverTheLogCheckItAndEachSeesTheirOwnChecks() {
        Officer manager = officers.manager("proof-own");
        Officer privacy = officers.privacyOfficer("proof-own");
        ChainHead head = new ChainHead(manager.missions().iterator().next(), 1, "0".repeat(64));
        AuditCheckView check = over(privacy, as(privacy, () -> checks.start(List.of())));
        assertThat(check.state()).isEqualTo(AuditCheckState.WHOLE);

        assertThatThrownBy(() -> as(manager, () -> checks.get(check.id()))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(manager, () -> jobs.get(check.job()))).isInstanceOf(NotFoundException.class);
        for (Officer other : List.of(
                officers.viewer("proof-own"),
                officers.diplomat("proof-own"),
                officers.protocol("proof-own"),
                officers.administrator("proof-own"),
                officers.headquarters("proof-own"))) {
            assertThatThrownBy(() -> as(other, () -> checks.start(List.of())))
                    .isInstanceOf(NotPermittedException.class);
            assertThatThrownBy(() -> as(other, () -> checks.get(check.id()))).isInstanceOf(NotPermittedException.class);
        }
        Officer foreigner = officers.manager("proof-foreign");
        assertThatThrownBy(() -> as(foreigner, () -> checks.start(List.of(head))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void z20TheRightIsAskedForAgainWhenTheJobRuns() {
        Officer watching = signedIn(Role.MANAGER, "proof-asked");
        write(watching, 1);
        AuditCheckId id = waiting(watching);
        Officer now = signedIn(Role.DIPLOMAT, "proof-asked");

        assertThatThrownBy(() -> step(now, id, 0, 4)).isInstanceOf(NotPermittedException.class);
        assertThat(reached(id)).isZero();
    }

    @Test
    void aCancelledCheckTellsNothingOfWhatItDidNotLookAt() {
        Officer manager = officers.manager("proof-cancelled");
        write(manager, 3);
        AuditCheckId id = waiting(manager);
        JobWork.Run run = new JobWork.Run(new JobId(Ids.next()), manager, id.toString(), null, 0);
        as(manager, () -> {
            new AuditCheckJob(store, trail, access, 4).stopped(run, JobState.CANCELLED);
            return true;
        });

        AuditCheckView stopped = as(manager, () -> checks.get(id));
        assertThat(stopped.state()).isEqualTo(AuditCheckState.STOPPED);
        assertThat(only(stopped).state()).isEqualTo(AuditCheckState.STOPPED);
        assertThat(only(stopped).checked()).isZero();
        assertThat(over(manager, as(manager, () -> checks.start(List.of()))).state())
                .as("and another may be started")
                .isEqualTo(AuditCheckState.WHOLE);
    }

    @Test
    void whileOneRunsAskingForTheSameGivesItAndAskingForAnotherIsRefused() {
        Officer manager = officers.manager("proof-twice");
        write(manager, 3);
        ChainHead end = end(manager);
        AuditCheckId running = waiting(manager);

        assertThat(as(manager, () -> checks.start(List.of())).id()).isEqualTo(running);
        assertThatThrownBy(() -> as(manager, () -> checks.start(List.of(end))))
                .isInstanceOf(ConflictException.class)
                .extracting(refused -> ((ConflictException) refused).key())
                .isEqualTo("crm.audit.error.check-running");
        Officer privacy = officers.privacyOfficer("proof-twice");
        assertThat(over(privacy, as(privacy, () -> checks.start(List.of()))).state())
                .as("of somebody else")
                .isEqualTo(AuditCheckState.WHOLE);
    }

    @Test
    void aHeadThatCannotBeOneIsRefused() {
        Officer manager = officers.manager("proof-heads");
        write(manager, 1);
        ChainHead end = end(manager);
        assertThat(violated(manager, new ChainHead(end.mission(), 0, end.hash())))
                .isEqualTo("noted[0].length crm.audit.error.length");
        assertThat(violated(manager, new ChainHead(end.mission(), 1, "abc")))
                .isEqualTo("noted[0].hash crm.audit.error.hash");
        assertThat(violated(manager, end, end)).isEqualTo("noted[1].mission crm.audit.error.chain-twice");
    }

    private String violated(Officer officer, ChainHead... noted) {
        try {
            as(officer, () -> checks.start(List.of(noted)));
            return "";
        } catch (InvalidInputException refused) {
            return refused.violations().get(0).field() + " "
                    + refused.violations().get(0).key();
        }
    }

    /** A check that no worker of the application takes: there is no job of it. */
    private AuditCheckId waiting(Officer officer) {
        AuditCheckId id = new AuditCheckId(Ids.next());
        ChainHead end = end(officer);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            store.insert(id, end.mission(), officer.id());
            store.insert(id, end, null);
            store.job(id, new JobId(Ids.next()));
        });
        return id;
    }

    private JobWork.Step step(Officer officer, AuditCheckId id, long done, int entries) {
        AuditCheckJob worker = new AuditCheckJob(store, trail, access, entries);
        JobWork.Run run = new JobWork.Run(new JobId(Ids.next()), officer, id.toString(), Long.toString(done), done);
        return as(
                officer,
                () -> Objects.requireNonNull(
                        new TransactionTemplate(transactions).execute(status -> worker.step(run))));
    }

    private long reached(AuditCheckId id) {
        return database.sql("select checked from crm_audit_check_chain where check_id = ?")
                .param(Bytes16.of(id))
                .query(Long.class)
                .single();
    }

    /** The check once its job is over. */
    private AuditCheckView over(Officer officer, AuditCheckView check) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as(officer, () -> jobs.get(check.job())).state().isOver());
        return as(officer, () -> checks.get(check.id()));
    }

    private static ChainCheck only(AuditCheckView check) {
        assertThat(check.chains()).hasSize(1);
        return check.chains().get(0);
    }

    private ChainHead end(Officer officer) {
        return trail.heads(officer.missions()).get(0);
    }

    private void tamper(MissionId mission, long number) {
        database.sql("update crm_audit_entry set actor_name = 'Somebody else' where mission_id = ? and number = ?")
                .params(Bytes16.of(mission), number)
                .update();
    }

    private void write(Officer officer, int entries) {
        access.runAs(officer, () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            for (int i = 0; i < entries; i++) {
                trail.record(
                        new AuditSubject(
                                "sample",
                                new SampleId(Ids.next()),
                                officer.missions().iterator().next(),
                                Sensitivity.INTERNAL),
                        AuditAction.CREATED,
                        null,
                        new Sample("n" + i));
            }
        }));
    }

    private Officer signedIn(Role role, String... missions) {
        return directory.signedIn(new SignIn(
                "test",
                "watching-" + missions[missions.length - 1],
                Officer.Kind.PERSON,
                "Watching",
                null,
                Set.of(role),
                Set.of(missions),
                Sensitivity.INTERNAL));
    }
}
