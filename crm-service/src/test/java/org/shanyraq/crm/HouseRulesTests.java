package org.shanyraq.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shanyraq.crm.testing.HouseRules;

/** Every rule of the house fails on code that breaks it. */
class HouseRulesTests {

    private static final int LOGGING = 5;
    private static final int INJECTION = 6;
    private static final int DATE = 7;

    static Stream<Arguments> seeds() {
        return Stream.of(
                Arguments.of("PublicThing", HouseRules.ENTITIES_AND_REPOSITORIES_STAY_IN_THEIR_ROOM),
                Arguments.of("PublicThings", HouseRules.ENTITIES_AND_REPOSITORIES_STAY_IN_THEIR_ROOM),
                Arguments.of("OpenConfiguration", HouseRules.AUTO_CONFIGURATIONS_ARE_FINAL),
                Arguments.of("LoudConfiguration", HouseRules.BEAN_METHODS_ARE_PACKAGE_PRIVATE),
                Arguments.of("ThingImpl", HouseRules.NAMES_SAY_WHAT_A_THING_IS),
                Arguments.of("ThingUtils", HouseRules.NAMES_SAY_WHAT_A_THING_IS),
                Arguments.of("ThingDto", HouseRules.NAMES_SAY_WHAT_A_THING_IS),
                Arguments.of("ThingHelper", HouseRules.NAMES_SAY_WHAT_A_THING_IS),
                Arguments.of("ThingManager", HouseRules.NAMES_SAY_WHAT_A_THING_IS),
                Arguments.of("ThingEntity", HouseRules.NAMES_SAY_WHAT_A_THING_IS),
                Arguments.of("Service", HouseRules.RIGHTS_STAND_ONLY_WHERE_THEY_ARE_CHECKED),
                Arguments.of("StaticFacade", HouseRules.RIGHTS_STAND_ONLY_WHERE_THEY_ARE_CHECKED),
                Arguments.of("FinalController", HouseRules.RIGHTS_STAND_ONLY_WHERE_THEY_ARE_CHECKED),
                Arguments.of("OldLog", HouseRules.ALL.get(LOGGING)),
                Arguments.of("Injected", HouseRules.ALL.get(INJECTION)),
                Arguments.of("OldDate", HouseRules.ALL.get(DATE)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRuleFindsWhatBreaksIt(String seed, ArchRule rule) throws ClassNotFoundException {
        Class<?> broken = Class.forName("host.seeds.Seeds$" + seed);
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(broken)).hasViolation())
                .isTrue();
    }

    @Test
    void everyRuleHasASeed() {
        List<Object> seeded = seeds().map(seed -> seed.get()[1]).toList();
        assertThat(seeded).containsAll(HouseRules.ALL);
    }
}
