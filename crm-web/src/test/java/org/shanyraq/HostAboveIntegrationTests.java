package org.shanyraq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shanyraq.crm.calendar.CalendarFeeds;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.standalone.CrmApplication;
import org.shanyraq.crm.testing.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A host that scans our packages gets nothing twice and nothing that is meant for the application of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostAboveIntegrationTests {

    private ConfigurableApplicationContext host;
    private String address;

    @BeforeAll
    void start() {
        TestDatabase.Schema schema = TestDatabase.freshSchema("above");
        host = new SpringApplication(AboveApplication.class)
                .run(
                        "--spring.config.name=none",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--spring.liquibase.enabled=false",
                        "--spring.jpa.open-in-view=false",
                        "--spring.datasource.url=" + schema.url(),
                        "--spring.datasource.username=" + schema.username(),
                        "--spring.datasource.password=" + schema.password(),
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
                        "--crm.security.login=host",
                        "--crm.security.order=-1",
                        "--crm.organisation.enabled=false",
                        "--crm.calendar.enabled=false");
        address = "http://127.0.0.1:" + host.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Test
    void everyControllerIsThereOnce() {
        Map<String, Long> controllers = host
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .values()
                .stream()
                .map(handler -> handler.getBean().toString() + " "
                        + handler.getBeanType().getName())
                .distinct()
                .collect(Collectors.groupingBy(
                        handler -> handler.substring(handler.indexOf(' ') + 1), Collectors.counting()));
        assertThat(controllers).containsKey("org.shanyraq.crm.job.web.JobController");
        assertThat(controllers.values()).containsOnly(1L);
    }

    @Test
    void nothingOfTheApplicationOfItsOwnIsThere() {
        assertThat(host.getBeanNamesForType(CrmApplication.class)).isEmpty();
        assertThat(Arrays.stream(host.getBeanDefinitionNames())
                        .map(host::getType)
                        .filter(Objects::nonNull)
                        .map(Class::getName))
                .noneMatch(name -> name.startsWith("org.shanyraq.crm.standalone"));
        assertThat(new HttpBrowser(address).get("/above").body()).isEqualTo("the page of the host");
        assertThat(new HttpBrowser(address).get("/elsewhere").statusCode()).isEqualTo(401);
    }

    @Test
    void ourChainsStandWhereTheHostPutsThem() {
        assertThat(HttpBrowser.location(new HttpBrowser(address).get("/crm/me")))
                .as("asked by the CRM's own chain to sign in, although a chain of the host at place 1 takes everything")
                .isEqualTo("/login");
        assertThat(new HttpBrowser(address).get("/crm/me").headers().firstValue("Content-Security-Policy"))
                .isPresent();
        assertThat(ambassador().get("/crm/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aFeatureThatIsSwitchedOffIsGoneOnBothFloorsTogetherWithWhatNeedsIt() {
        assertThat(host.getBeanProvider(Organisations.class).getIfAvailable()).isNull();
        assertThat(host.getBeanProvider(Contacts.class).getIfAvailable()).isNull();
        assertThat(host.getBeanProvider(Imports.class).getIfAvailable()).isNull();
        assertThat(host.getBeanProvider(Search.class).getIfAvailable()).isNotNull();
        assertThat(host.getBeanProvider(CalendarFeeds.class).getIfAvailable()).isNull();
        assertThat(host.getBeanProvider(CalendarTexts.class).getIfAvailable())
                .as("others write with them")
                .isNotNull();
        HttpBrowser ambassador = ambassador();
        for (String path : new String[] {
            "/crm/organisations", "/crm/contacts", "/crm/imports", "/crm/me/calendar", "/crm/calendar/x.ics"
        }) {
            assertThat(ambassador.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(ambassador.get("/crm").statusCode()).isEqualTo(200);
        assertThat(ambassador.get("/crm").body()).doesNotContain("/crm/contacts", "/crm/organisations", "/crm/imports");
        assertThat(ambassador.get("/crm/me").body()).doesNotContain("/crm/me/calendar");
        assertThat(ambassador.get("/crm/search?q=anna").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheHostSchedulesAndRunsAsideRunsOnItsOwnThreads() throws Exception {
        AboveApplication.Clockwork clockwork = host.getBean(AboveApplication.Clockwork.class);
        assertThat(clockwork.hasTicked()).isTrue();
        assertThat(clockwork.aside().get(10, TimeUnit.SECONDS)).startsWith("task-");
        assertThat(host.getBeanNamesForType(TaskScheduler.class)).containsExactly("taskScheduler");
    }

    private HttpBrowser ambassador() {
        HttpBrowser browser = new HttpBrowser(address);
        browser.post("/sign-in", Map.of("username", "ambassador", "password", "host"));
        return browser;
    }
}
