package org.shanyraq.crm.mission.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.mission.MissionView;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.mission.Preferences;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class OfficerIntegrationTests {

    @Autowired
    OfficerDirectory directory;

    @Autowired
    Officers officers;

    @Autowired
    TestOfficers fixtures;

    @Autowired
    Access access;

    @Autowired
    AuditTrail trail;

    @Test
    void anOfficerIsKnownFromTheFirstSignInAndKeepsTheirId() {
        Officer first =
                directory.signedIn(signIn("known", Set.of(Role.DIPLOMAT), Set.of("off-a"), Sensitivity.INTERNAL));
        Officer again =
                directory.signedIn(signIn("known", Set.of(Role.DIPLOMAT), Set.of("off-a"), Sensitivity.INTERNAL));

        assertThat(again).isEqualTo(first);
        assertThat(directory.lastKnown(first.id())).contains(first);
    }

    @Test
    void rolesMissionsAndClearanceAreThoseOfTheLastSignIn() {
        Officer before = directory.signedIn(
                signIn("moved", Set.of(Role.MANAGER), Set.of("off-a", "off-b"), Sensitivity.CONFIDENTIAL));
        Officer after = directory.signedIn(signIn("moved", Set.of(Role.VIEWER), Set.of("off-b"), Sensitivity.INTERNAL));

        assertThat(before.missions()).hasSize(2);
        assertThat(after.missions()).hasSize(1);
        assertThat(after.may(Right.EDIT_CONTACTS)).isFalse();
        assertThat(directory.lastKnown(before.id())).contains(after);
    }

    // A9, Z16: a token that is still good must not bring back what was taken away since it was made
    @Test
    void a9AnOlderSignInGivesNothingBack() {
        Instant now = Instant.now();
        SignIn old = signIn("demoted", Set.of(Role.MANAGER, Role.VIEWER), Set.of("off-a"), Sensitivity.CONFIDENTIAL)
                .at(now.minusSeconds(120));
        directory.signedIn(old);
        Officer demoted =
                directory.signedIn(signIn("demoted", Set.of(Role.VIEWER), Set.of("off-a"), Sensitivity.INTERNAL)
                        .at(now));

        Officer again = directory.signedIn(old);

        assertThat(again).isEqualTo(demoted);
        assertThat(directory.lastKnown(demoted.id())).contains(demoted);
        SignIn narrower = signIn("demoted", Set.of(Role.PROTOCOL), Set.of("off-z"), Sensitivity.PUBLIC)
                .at(now.minusSeconds(60));
        assertThat(directory.signedIn(narrower).rights()).isEmpty();
        assertThat(directory.lastKnown(demoted.id())).contains(demoted);
    }

    // S1: who leaves is noted where they were, and the founding of a mission too
    @Test
    void theTrailTellsOfMissionsFoundedAndOfOfficersWhoLeaveTheirLastOne() {
        Officer before =
                directory.signedIn(signIn("leaver", Set.of(Role.MANAGER), Set.of("off-left"), Sensitivity.INTERNAL));
        Officer after = directory.signedIn(signIn("leaver", Set.of(), Set.of(), Sensitivity.PUBLIC));

        assertThat(after.rights()).isEmpty();
        List<AuditEntry> history =
                trail.historyOf(before.id(), before.scope(), Paging.first(10)).items();
        assertThat(history).extracting(AuditEntry::action).containsExactly(AuditAction.CHANGED, AuditAction.CREATED);
        assertThat(history.get(0).changes())
                .contains(
                        new FieldChange("missions[0]", "off-left", null),
                        new FieldChange("roles[0]", "manager", null),
                        new FieldChange("clearance", "INTERNAL", "PUBLIC"));
        MissionId mission = before.missions().iterator().next();
        assertThat(trail.historyOf(mission, before.scope(), Paging.first(10)).items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actorKind()).isEqualTo(Officer.Kind.SYSTEM);
                    assertThat(entry.changes()).contains(new FieldChange("code", null, "off-left"));
                });
    }

    @Test
    void withoutAMissionThereIsNoRightAtAll() {
        Officer officer = directory.signedIn(signIn("lost", Set.of(Role.MANAGER), Set.of(), Sensitivity.CONFIDENTIAL));

        assertThat(officer.rights()).isEmpty();
        assertThatThrownBy(() -> access.callAs(officer, officers::missions)).isInstanceOf(NotPermittedException.class);
    }

    @Test
    void aMissionNameThatNoGroupMayHaveIsIgnored() {
        Officer officer = directory.signedIn(
                signIn("odd", Set.of(Role.VIEWER), Set.of("../etc", "", "A B", "x".repeat(31)), Sensitivity.INTERNAL));

        assertThat(officer.missions()).isEmpty();
    }

    @Test
    void headquartersReadsEveryMissionAndWritesAtHome() {
        Officer bxl = fixtures.viewer("off-c");
        Officer gva = fixtures.viewer("off-d");
        Officer hq = fixtures.headquarters("off-c");

        assertThat(hq.missions()).containsAll(bxl.missions()).containsAll(gva.missions());
        assertThat(hq.home()).isEqualTo(bxl.home());
        assertThat(hq.may(Right.EDIT_CONTACTS)).isFalse();
    }

    @Test
    void whoMayWriteSeesNoMissionButTheirOwn() {
        fixtures.viewer("off-f");
        Officer both = directory.signedIn(
                signIn("both", Set.of(Role.HEADQUARTERS, Role.MANAGER), Set.of("off-g"), Sensitivity.CONFIDENTIAL));

        assertThat(access.callAs(both, officers::missions))
                .extracting(MissionView::code)
                .containsExactly("off-g");
    }

    @Test
    void oneMissionIsFoundedWhenManySignInAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Officer>> arrivals = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String subject = "rush-" + i % 12;
                arrivals.add(() -> directory.signedIn(
                        signIn(subject, Set.of(Role.VIEWER), Set.of("off-rush"), Sensitivity.INTERNAL)));
            }
            for (Future<Officer> arrived : pool.invokeAll(arrivals)) {
                assertThat(access.callAs(arrived.get(), officers::missions))
                        .extracting(MissionView::code)
                        .containsExactly("off-rush");
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void settingsAreOnesOwnAndChecked() {
        Officer officer = fixtures.diplomat("off-e");
        access.runAs(officer, () -> officers.prefer(new Preferences("kk", "dark")));

        assertThat(access.callAs(officer, officers::preferences)).isEqualTo(new Preferences("kk", "dark"));
        assertThat(access.callAs(fixtures.viewer("off-e"), officers::preferences))
                .isEqualTo(new Preferences(null, null));
        assertThatThrownBy(() -> access.runAs(officer, () -> officers.prefer(new Preferences("xx", null))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void nothingIsAnsweredWhenNobodyActs() {
        assertThatThrownBy(officers::missions).isInstanceOf(MissingScopeException.class);
    }

    private static SignIn signIn(String subject, Set<Role> roles, Set<String> missions, Sensitivity clearance) {
        return new SignIn("test", subject, Officer.Kind.PERSON, subject, null, roles, missions, clearance);
    }
}
