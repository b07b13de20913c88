package org.shanyraq.crm.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.persistence.Entity;
import java.util.List;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** Rules of the house that hold on every floor. {@code HouseRulesTests} shows of each that it can be broken. */
public final class HouseRules {

    public static final ArchRule ENTITIES_AND_REPOSITORIES_STAY_IN_THEIR_ROOM = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or(are(assignableTo(Repository.class)))
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    public static final ArchRule AUTO_CONFIGURATIONS_ARE_FINAL = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .allowEmptyShould(true);

    public static final ArchRule BEAN_METHODS_ARE_PACKAGE_PRIVATE = methods()
            .that()
            .areAnnotatedWith(Bean.class)
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    public static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Dto|DTO|Utils?|Helper|Manager|Entity)")
            .allowEmptyShould(true);

    /** A right on any other method, or on one that a proxy cannot stand in for, would protect nothing (threat Z21). */
    public static final ArchRule RIGHTS_STAND_ONLY_WHERE_THEY_ARE_CHECKED = methods()
            .that()
            .areAnnotatedWith(Requires.class)
            .should(beFacadeMethodsOrHandlers())
            .allowEmptyShould(true);

    public static final List<ArchRule> ALL = List.of(
            ENTITIES_AND_REPOSITORIES_STAY_IN_THEIR_ROOM,
            AUTO_CONFIGURATIONS_ARE_FINAL,
            BEAN_METHODS_ARE_PACKAGE_PRIVATE,
            NAMES_SAY_WHAT_A_THING_IS,
            RIGHTS_STAND_ONLY_WHERE_THEY_ARE_CHECKED,
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING,
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION,
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Date"));

    private HouseRules() {}

    /** The classes of the product that are on the class path, without tests and local parts, also where they come as a jar. */
    public static JavaClasses house() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption((Location location) -> !location.contains("-tests.jar"))
                .importPackages("org.shanyraq.crm");
    }

    private static ArchCondition<JavaMethod> beFacadeMethodsOrHandlers() {
        return new ArchCondition<>(
                "be methods of a facade, or handlers of a controller that can be called from outside") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                JavaClass owner = method.getOwner();
                boolean facade = owner.isInterface() && owner.isAnnotatedWith(Facade.class);
                boolean handler =
                        (owner.isAnnotatedWith(Controller.class) || owner.isMetaAnnotatedWith(Controller.class))
                                && !method.getModifiers().contains(JavaModifier.PRIVATE);
                boolean reachable = !method.getModifiers().contains(JavaModifier.STATIC)
                        && !method.getModifiers().contains(JavaModifier.FINAL);
                if (!reachable || !(facade || handler)) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getFullName() + " declares a right that nobody checks"));
                }
            }
        };
    }
}
