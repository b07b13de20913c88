package org.shanyraq.crm.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OrganisationAutoConfigurationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(OrganisationAutoConfiguration.class));

    @Test
    void isInTheTableOfContents() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(OrganisationAutoConfiguration.class.getName());
    }

    @Test
    void bringsNothingWhenSwitchedOff() {
        application.withPropertyValues("crm.organisation.enabled=false").run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(Organisations.class)
                .doesNotHaveBean(Posts.class)
                .doesNotHaveBean(EuBodiesLoader.class));
    }

    @Test
    void showsAHostNothingButItsName() {
        assertThat(OrganisationAutoConfiguration.class.getDeclaredMethods())
                .filteredOn(method -> !method.isSynthetic())
                .noneMatch(method -> Modifier.isPublic(method.getModifiers()));
    }
}
