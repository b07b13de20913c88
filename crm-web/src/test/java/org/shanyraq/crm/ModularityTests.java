package org.shanyraq.crm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms are the same on every floor, and doors open only the way they are meant to. */
class ModularityTests {

    @Test
    void featuresDependOnlyOnTheOnesBelowThem() {
        ApplicationModules.of("org.shanyraq.crm", withoutTests()).verify();
    }

    @Test
    void pagesAndApiKnowOnlyTheContracts() {
        noClasses()
                .that()
                .resideInAPackage("..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..internal..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.shanyraq.crm"));
    }

    /** Leaves out test classes also where they come as a jar, and the local parts. */
    private static DescribedPredicate<JavaClass> withoutTests() {
        return DescribedPredicate.describe("tests and local parts", type -> type.getSource()
                .filter(source -> source.getUri().toString().matches(".*(/test-classes/|-tests\\.jar).*"))
                .isPresent());
    }
}
