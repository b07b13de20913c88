package org.shanyraq.crm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.shanyraq.crm.testing.HouseRules;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house on the floor of pages and API; that it knows only the contracts is in {@link ModularityTests}. */
class WebArchitectureTests {

    private static final JavaClasses HOUSE = HouseRules.house();

    /** The name of a page or fragment that is put together from parts could be put together by who asks. */
    private static final Pattern MADE_VIEW_NAME = Pattern.compile("\"crm/[^\"]*\"\\s*\\+|\\+\\s*\" :: ");

    @Test
    void theRulesOfTheHouseHold() {
        HouseRules.ALL.forEach(rule -> rule.check(HOUSE));
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HOUSE.that(
                DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("org.shanyraq.crm.standalone"))));
    }

    @Test
    void everyPackageIsNullMarked() {
        HOUSE.stream().map(JavaClass::getPackage).distinct().forEach(room -> assertThat(
                        room.tryGetPackageInfo().map(info -> info.isAnnotatedWith(NullMarked.class)))
                .as(room.getName() + " is @NullMarked")
                .contains(true));
    }

    @Test
    void controllersStayInTheirRoomUnderTheNameOfTheirBeanMethod() {
        classes()
                .that(areControllers())
                .should()
                .bePackagePrivate()
                .andShould(carryTheNameOfTheirBeanMethod())
                .check(HOUSE);
    }

    @Test
    void everyHandlerSaysWhichRightItNeeds() {
        classes().that(areControllers()).should(sayTheRightOfEveryHandler()).check(HOUSE);
    }

    @Test
    void viewNamesAreConstants() throws IOException {
        List<String> made = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith("Controller.java"))
                    .toList()) {
                MADE_VIEW_NAME
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(found -> made.add(source.getFileName() + ": " + found.group()));
            }
        }
        assertThat(made).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return \"crm/contact/\" + page;",
                "return \"crm/contact/list\" + \" :: \" + part;",
                "view + \" :: rows\""
            })
    void aMadeViewNameIsFound(String source) {
        assertThat(MADE_VIEW_NAME.matcher(source).find()).isTrue();
    }

    @Test
    void theRulesOfControllersFindWhatBreaksThem() {
        JavaClasses seeds = new ClassFileImporter().importClasses(UnnamedController.class, SilentController.class);
        assertThat(classes()
                        .that(areControllers())
                        .should(carryTheNameOfTheirBeanMethod())
                        .evaluate(seeds)
                        .getFailureReport()
                        .getDetails())
                .hasSize(2);
        assertThat(classes()
                        .that(areControllers())
                        .should(sayTheRightOfEveryHandler())
                        .evaluate(seeds)
                        .getFailureReport()
                        .getDetails())
                .hasSize(1);
    }

    private static DescribedPredicate<JavaClass> areControllers() {
        return DescribedPredicate.describe(
                "are controllers",
                type -> type.isAnnotatedWith(Controller.class) || type.isMetaAnnotatedWith(Controller.class));
    }

    private static ArchCondition<JavaClass> carryTheNameOfTheirBeanMethod() {
        return new ArchCondition<>("carry the name of the method that makes them") {
            @Override
            public void check(JavaClass controller, ConditionEvents events) {
                String name = controller.isAnnotatedWith(Controller.class)
                        ? controller.getAnnotationOfType(Controller.class).value()
                        : controller.getAnnotationOfType(RestController.class).value();
                boolean made = HOUSE.stream()
                        .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                        .flatMap(type -> type.getMethods().stream())
                        .anyMatch(method -> method.isAnnotatedWith(Bean.class)
                                && method.getName().equals(name)
                                && method.getRawReturnType().equals(controller));
                if (!made) {
                    events.add(SimpleConditionEvent.violated(
                            controller,
                            controller.getName() + " is made by no bean method of its name '" + name + "'"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> sayTheRightOfEveryHandler() {
        return new ArchCondition<>("say the right of every handler") {
            @Override
            public void check(JavaClass controller, ConditionEvents events) {
                for (JavaMethod method : controller.getMethods()) {
                    if (method.isMetaAnnotatedWith(RequestMapping.class)
                            && !method.isAnnotatedWith(Requires.class)
                            && !method.isAnnotatedWith(PublicRoute.class)) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " says no right"));
                    }
                }
            }
        };
    }

    @Controller
    static class UnnamedController {}

    @RestController("crmSilentController")
    static class SilentController {

        @org.springframework.web.bind.annotation.GetMapping("/silent")
        String silent() {
            return "";
        }
    }
}
