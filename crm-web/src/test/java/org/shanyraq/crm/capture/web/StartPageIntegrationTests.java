package org.shanyraq.crm.capture.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.access.web.HostOfficers;
import org.shanyraq.crm.capture.Captures;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.TestDatabaseInitializer;
import org.shanyraq.crm.testing.TestOfficers;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The first page of an officer: what there is to see on it, and what that costs the database however much there is. */
@SpringBootTest(
        classes = StartPageIntegrationTests.Host.class,
        properties = {
            "spring.config.name=host",
            "spring.liquibase.enabled=false",
            "spring.jpa.open-in-view=false",
            "spring.autoconfigure.exclude=org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration"
        })
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
@AutoConfigureMockMvc
class StartPageIntegrationTests extends OfficerScene {

    private static final String HERE = "start-pages";
    private static final int MOST_STATEMENTS = 40;

    /** Signs whoever asks in as a manager, in the thread of the test. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {

        @Bean
        static StatementCounter statementCounter() {
            return new StatementCounter();
        }

        @Bean
        TestOfficers testOfficers(OfficerDirectory directory) {
            return new TestOfficers(directory);
        }

        @Bean
        HostOfficers hostOfficers() {
            String manager = "manager-" + HERE + "-confidential";
            return user -> Optional.of(new SignIn(
                    "test",
                    manager,
                    Officer.Kind.PERSON,
                    manager,
                    manager + "@mission.example",
                    Set.of(Role.MANAGER),
                    Set.of(HERE),
                    Sensitivity.CONFIDENTIAL));
        }
    }

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Captures captures;

    @Autowired
    private Interactions interactions;

    @Autowired
    private Dialogues dialogues;

    private final String unique = UnusualNames.next();

    @Test
    void tellsWhatOneOwesWhoWaitsWhatComesNextAndWhomOneMetAtTheSamePriceHoweverMuchThereIs() throws Exception {
        Officer me = officers.officer(Role.MANAGER, HERE, Sensitivity.CONFIDENTIAL);
        String empty = page();
        assertThat(empty)
                .contains("name=\"line\"", "start-owing", "Nothing is to be done.")
                .doesNotContain("start-waiting", "start-awaiting", "start-ahead", "start-met", "start-next");

        fill(me, 1);
        List<String> few = statements();
        fill(me, 5);
        List<String> many = statements();

        assertThat(many).hasSizeLessThanOrEqualTo(few.size());
        assertThat(many).hasSizeLessThan(MOST_STATEMENTS);
        String page = page();
        assertThat(page)
                .contains(
                        "write to " + unique,
                        "send it to " + unique,
                        "Neu " + unique,
                        "Planned " + unique,
                        "Long ago " + unique,
                        "Roads " + unique);
        assertThat(page.indexOf("name=\"line\"")).isLessThan(page.indexOf("start-owing"));
        assertThat(page.indexOf("start-owing")).isLessThan(page.indexOf("start-awaiting"));
        assertThat(page.indexOf("start-awaiting")).isLessThan(page.indexOf("start-waiting"));
        assertThat(page.indexOf("start-waiting")).isLessThan(page.indexOf("start-next"));
    }

    private void fill(Officer me, int many) {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Brussels"));
        for (int i = 0; i < many; i++) {
            String somebody = i == 0 && many == 1 ? "Neu " + unique : "Neu " + UnusualNames.next();
            String line = "met @\"" + somebody + "\": hello !+1 write to " + unique + " !we +2 send it to " + unique;
            as(me, () -> captures.save(line, List.of(), UUID.randomUUID()));
            as(me, () -> interactions.plan(planned("Planned " + unique, today.plusDays(3), me)));
            as(me, () -> interactions.plan(planned("Long ago " + unique, today.minusDays(3), me)));
            as(me, () -> dialogues.create(Plans.about("Roads " + unique).details()));
        }
    }

    private static InteractionDetails planned(String subject, LocalDate day, Officer me) {
        return new InteractionDetails(
                InteractionKind.MEETING,
                subject,
                day,
                null,
                ZoneId.of("Europe/Brussels"),
                null,
                List.of(),
                List.of(me.id()),
                List.of(),
                null,
                List.of(),
                Sensitivity.INTERNAL,
                List.of());
    }

    private List<String> statements() {
        return StatementCounter.statementsOf(() -> {
            try {
                return page();
            } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
            }
        });
    }

    private String page() throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get("/crm").with(user("manager")))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
