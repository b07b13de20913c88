package org.shanyraq.crm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms are the same on every floor, and doors open only the way they are meant to. */
class ModularityTests {

    @Test
    void featuresDependOnlyOnTheOnesBelowThem() {
        ApplicationModules.of("org.shanyraq.crm").verify();
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
}
