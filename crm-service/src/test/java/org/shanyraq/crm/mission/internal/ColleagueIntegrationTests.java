package org.shanyraq.crm.mission.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Row V12 of the features, threats Z1 and Z2: whom of a mission something can be given to. */
@ServiceTest
class ColleagueIntegrationTests extends OfficerScene {

    private static final String HERE = "col-here";
    private static final String THERE = "col-there";

    @Autowired
    OfficerDirectory directory;

    @Autowired
    Colleagues colleagues;

    @Autowired
    JdbcClient database;

    @Test
    void officersOfTheMissionAreFoundByTheBeginningOfAnyWordInAnyScript() {
        Officer anna = person("anna", "Anna-Maria Vasilenko", Sensitivity.INTERNAL, HERE);
        Officer other = person("kazakh", "Әсел Тоқаева", Sensitivity.INTERNAL, HERE);

        for (String typed : List.of("Anna-Maria", "maria", "VASIL", "vas ann", "Василенко", "Vassilenko")) {
            assertThat(suggested(typed)).as(typed).containsExactly(anna.name());
        }
        for (String typed : List.of("тоқ", "Tokayeva", "asel")) {
            assertThat(suggested(typed)).as(typed).containsExactly(other.name());
        }
        for (String typed : List.of("", "  ", "?!", "lenko", "Anna Tokayeva", "%", "_")) {
            assertThat(suggested(typed)).as(typed).isEmpty();
        }
    }

    @Test
    void noMoreThanTenAreSuggestedByName() {
        for (int i = 20; i > 0; i--) {
            person("many-" + i, "Crowd Officer " + (char) ('A' + i), Sensitivity.INTERNAL, HERE);
        }
        assertThat(suggested("crowd")).hasSize(Colleagues.SUGGESTED).isSorted().startsWith("Crowd Officer B");
        Officer asking = officers.viewer(HERE);
        assertThat(StatementCounter.statementsOf(() -> as(asking, () -> colleagues.suggest("crowd", home(asking)))))
                .hasSize(1);
    }

    /** An instance of an older version that runs beside this one keeps officers and no memberships. */
    @Test
    void whoWasKeptWithoutTheirMissionsIsFoundOnceTheyAreConfirmed() {
        SignIn kept = new SignIn(
                "test",
                "older",
                Officer.Kind.PERSON,
                "Olga Olderova",
                null,
                Set.of(Role.VIEWER),
                Set.of(HERE),
                Sensitivity.INTERNAL);
        Officer officer = directory.signedIn(kept);
        database.sql("delete from crm_membership where officer_id = ?")
                .param(Bytes16.of(officer.id()))
                .update();
        assertThat(suggested("olderova")).isEmpty();
        directory.signedIn(kept.at(Instant.now().plus(Duration.ofHours(1))));
        assertThat(suggested("olderova")).containsExactly(officer.name());
    }

    // Z1, Z2
    @Test
    void officersOfOtherMissionsAndProgramsDoNotExist() {
        Officer foreign = person("foreign", "Ferdinand Foreign", Sensitivity.CONFIDENTIAL, THERE);
        Officer program = directory.signedIn(new SignIn(
                "test",
                "script",
                Officer.Kind.CLIENT,
                "Ferdinand Script",
                null,
                Set.of(Role.DIPLOMAT),
                Set.of(HERE),
                Sensitivity.INTERNAL));
        Officer asking = officers.viewer(HERE);

        assertThat(suggested("Ferdinand")).isEmpty();
        assertThat(as(asking, () -> colleagues.suggest("Ferdinand", home(foreign))))
                .isEmpty();
        assertThat(as(asking, () -> colleagues.getAll(List.of(foreign.id(), program.id()))))
                .isEmpty();
        for (MissionId mission : List.of(home(asking), home(foreign))) {
            assertThat(as(
                            asking,
                            () -> colleagues.standings(
                                    List.of(foreign.id(), program.id()), mission, Sensitivity.PUBLIC)))
                    .isEmpty();
        }
        assertThat(as(officers.viewer(THERE), () -> colleagues.suggest("Ferdinand", home(foreign))))
                .extracting(Colleague::name)
                .containsExactly("Ferdinand Foreign");
        assertThatThrownBy(() -> as(officers.nobody(), () -> colleagues.suggest("Ferdinand", home(foreign))))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void whoeverLeftIsNamedStillAndSuggestedNoMore() {
        Officer before = person("leaving", "Leonora Leaving", Sensitivity.INTERNAL, HERE, THERE);
        Officer asking = officers.viewer(HERE);
        MissionId here = home(asking);
        MissionId there = home(officers.viewer(THERE));
        person("leaving", "Leonora Leaving", Sensitivity.INTERNAL, THERE);

        assertThat(suggested("Leonora")).isEmpty();
        assertThat(as(asking, () -> colleagues.getAll(List.of(before.id()))))
                .containsExactly(new Colleague(before.id(), "Leonora Leaving", Set.of()));
        // Headquarters sees where they are now.
        assertThat(as(officers.headquarters(HERE), () -> colleagues.getAll(List.of(before.id()))))
                .containsExactly(new Colleague(before.id(), "Leonora Leaving", Set.of(there)));
        assertThat(as(asking, () -> colleagues.standings(List.of(before.id()), here, Sensitivity.PUBLIC)))
                .containsExactly(Map.entry(before.id(), new Standing("Leonora Leaving", false, true)));

        person("leaving", "Leonora Returned", Sensitivity.INTERNAL, HERE);
        assertThat(suggested("Leonora")).containsExactly("Leonora Returned");
        assertThat(as(asking, () -> colleagues.getAll(List.of(before.id()))))
                .singleElement()
                .matches(colleague -> colleague.isMemberOf(here) && !colleague.isMemberOf(there));
    }

    @Test
    void whoIsClearedIsToldUpToOnesOwnClearance() {
        Officer low = person("low", "Lowell Low", Sensitivity.INTERNAL, HERE);
        MissionId here = home(low);
        Officer diplomat = officers.diplomat(HERE);

        assertThat(as(diplomat, () -> colleagues.standings(List.of(low.id()), here, Sensitivity.INTERNAL)))
                .containsExactly(Map.entry(low.id(), new Standing("Lowell Low", true, true)));
        assertThat(as(diplomat, () -> colleagues.standings(List.of(low.id()), here, Sensitivity.RESTRICTED)))
                .containsExactly(Map.entry(low.id(), new Standing("Lowell Low", true, false)));
        assertThat(as(diplomat, () -> colleagues.standings(List.of(low.id()), here, Sensitivity.CONFIDENTIAL)))
                .isEmpty();
    }

    private List<String> suggested(String text) {
        Officer asking = officers.viewer(HERE);
        return as(asking, () -> colleagues.suggest(text, home(asking))).stream()
                .map(Colleague::name)
                .toList();
    }

    private static MissionId home(Officer officer) {
        return Objects.requireNonNull(officer.home());
    }

    private Officer person(String subject, String name, Sensitivity clearance, String... missions) {
        return directory.signedIn(new SignIn(
                "colleagues",
                subject,
                Officer.Kind.PERSON,
                name,
                subject + "@mission.example",
                Set.of(Role.DIPLOMAT),
                Set.copyOf(Arrays.asList(missions)),
                clearance));
    }
}
