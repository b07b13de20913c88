package org.shanyraq.crm;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.testing.HouseRules;
import org.springframework.data.repository.Repository;

/** Rules of the house that the module boundaries do not cover. */
class ArchitectureTests {

    private static final JavaClasses HOUSE = HouseRules.house();

    @Test
    void theRulesOfTheHouseHold() {
        HouseRules.ALL.forEach(rule -> rule.check(HOUSE));
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HOUSE);
    }

    @Test
    void theApiKnowsNoFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..internal..", "..web..", "..standalone..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot..",
                        "org.springframework.context..",
                        "org.springframework.data..",
                        "org.springframework.security..",
                        "org.springframework.web..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "tools.jackson..")
                .check(HOUSE);
    }

    @Test
    void everyFacadeMethodDeclaresTheRightItNeeds() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Facade.class)
                .should()
                .beAnnotatedWith(Requires.class)
                .check(HOUSE);
    }

    @Test
    void whoeverSavesOrDeletesAnAggregateWritesToTheAuditTrail() {
        classes().should(noteWhatTheySave()).check(HOUSE);
    }

    private static boolean notes(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(AuditTrail.class)
                && call.getName().equals("record");
    }

    /** What a room may have to write its entries in one way, and which is called. */
    private static Stream<JavaClass> trailsOf(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .map(JavaMethodCall::getTargetOwner)
                .filter(owner -> owner.getPackageName().equals(type.getPackageName())
                        && owner.getSimpleName().endsWith("Trail"));
    }

    private static ArchCondition<JavaClass> noteWhatTheySave() {
        return new ArchCondition<>("note in the audit trail what they save or delete") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean saves = type.getMethodCallsFromSelf().stream().anyMatch(ArchitectureTests::writes);
                boolean notes = type.getMethodCallsFromSelf().stream().anyMatch(ArchitectureTests::notes)
                        || trailsOf(type).anyMatch(trail -> trail.getMethodCallsFromSelf().stream()
                                .anyMatch(ArchitectureTests::notes));
                if (saves && !notes) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " saves without an audit entry"));
                }
            }
        };
    }

    private static boolean writes(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(Repository.class)
                && (call.getName().startsWith("save") || call.getName().startsWith("delete"));
    }

    @Test
    void repositoriesFindNothingWithoutTheMissionsOfAScope() {
        methods()
                .that()
                .areDeclaredInClassesThat(are(assignableTo(Repository.class)))
                .and()
                .areDeclaredInClassesThat(resideInAPackage("org.shanyraq.crm..")
                        .and(DescribedPredicate.not(resideInAPackage("..mission.internal.."))))
                .should(nameTheMissions())
                .check(HOUSE);
    }

    private static ArchCondition<JavaMethod> nameTheMissions() {
        return new ArchCondition<>("restrict what they find to missions") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                String name = method.getName();
                boolean reads = name.startsWith("find")
                        || name.startsWith("get")
                        || name.startsWith("read")
                        || name.startsWith("count")
                        || name.startsWith("exists");
                if (reads && !name.contains("Mission")) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " has no scope"));
                }
            }
        };
    }

    @Test
    void everyPackageIsNullMarked() {
        HOUSE.stream().map(JavaClass::getPackage).distinct().forEach(room -> assertThat(
                        room.tryGetPackageInfo().map(info -> info.isAnnotatedWith(NullMarked.class)))
                .as(room.getName() + " is @NullMarked")
                .contains(true));
    }
}
