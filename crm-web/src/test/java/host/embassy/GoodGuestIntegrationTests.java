package host.embassy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.testing.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The CRM inside a foreign application: both work, and neither takes from the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoodGuestIntegrationTests {

    private ConfigurableApplicationContext host;
    private String address;

    @BeforeAll
    void start() {
        TestDatabase.Schema schema = TestDatabase.freshSchema("host");
        host = new SpringApplication(EmbassyApplication.class)
                .run(
                        "--spring.config.name=host",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--spring.datasource.url=" + schema.url(),
                        "--spring.datasource.username=" + schema.username(),
                        "--spring.datasource.password=" + schema.password(),
                        "--spring.session.jdbc.initialize-schema=never",
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration");
        address = "http://127.0.0.1:" + host.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Test
    void theHostsOwnChainStillGuardsTheHost() {
        assertThat(new HttpBrowser(address).get("/").statusCode()).isEqualTo(401);
        assertThat(new HttpBrowser(address).get("/", as("driver")).statusCode()).isEqualTo(200);
        assertThat(new HttpBrowser(address).get("/css/site.css").body()).contains("red");
    }

    @Test
    void theHostsPagesTextsAndLayoutAreItsOwn() {
        assertThat(new HttpBrowser(address).get("/", as("driver")).body())
                .contains("The layout of the host", "Welcome to the embassy");
        assertThat(new HttpBrowser(address).get("/broken", as("driver")).statusCode())
                .isEqualTo(418);
    }

    @Test
    void bothMigrationsRanInTablesOfTheirOwn() {
        JdbcClient jdbc = host.getBean(JdbcClient.class);
        for (String table : new String[] {"databasechangelog", "crm_databasechangelog", "host_guest", "crm_mission"}) {
            assertThat(jdbc.sql("select count(*) from information_schema.tables where table_schema = database() "
                                    + "and lower(table_name) = ?")
                            .param(table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isEqualTo(1);
        }
    }

    @Test
    void entitiesAreReadOnlyAfterTheMigrationsOfBoth() {
        assertThat(host.getBeanFactory().getDependenciesForBean("entityManagerFactory"))
                .contains("liquibase", "crmLiquibase");
    }

    @Test
    void theHostsRepositoriesWorkBesideOurs() {
        GuestRepository guests = host.getBean(GuestRepository.class);
        guests.save(new Guest("Aigerim"));
        assertThat(guests.existsById("Aigerim")).isTrue();
    }

    @Test
    void theHostsTextsComeFirstAndOursAreThere() {
        assertThat(host.getMessage("host.greeting", null, Locale.UK)).isEqualTo("Welcome to the embassy");
        assertThat(host.getMessage("crm.shared.signed-out.again", null, Locale.UK))
                .isEqualTo("Come back soon");
        assertThat(host.getMessage("crm.shared.form.cancel", null, Locale.FRENCH))
                .isEqualTo("Annuler");
    }

    @Test
    void theHostsJsonIsNotChanged() {
        assertThat(new HttpBrowser(address).get("/public").body()).contains("GOOD_MOOD");
        assertThat(host.getBeansOfType(JsonMapper.class)).hasSize(1);
    }

    @Test
    void theHostsSwitchesAreNotPulled() {
        assertThat(host.getBeanNamesForType(
                        org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor.class))
                .isEmpty();
        assertThat(host.containsBean("jpaAuditingHandler")).isFalse();
        assertThat(host.getBeanNamesForType(org.springframework.security.oauth2.jwt.JwtDecoder.class))
                .isEmpty();
        assertThat(host.getBeanNamesForType(
                        org.springframework.security.oauth2.client.registration.ClientRegistrationRepository.class))
                .isEmpty();
    }

    @Test
    void theHostsUserIsAnOfficerWhenTheHostSaysSo() {
        HttpBrowser ambassador = new HttpBrowser(address);
        ambassador.setCookie("JSESSIONID", session("ambassador"));
        assertThat(ambassador.get("/crm/me").statusCode()).isEqualTo(200);
        HttpBrowser driver = new HttpBrowser(address);
        driver.setCookie("JSESSIONID", session("driver"));
        assertThat(driver.get("/crm/me").statusCode()).isEqualTo(403);
        assertThat(HttpBrowser.location(new HttpBrowser(address).get("/crm/me")))
                .isEqualTo("/login");
    }

    @Test
    void theLimitOfTheHostForFilesIsTheOneThatIsPromised() {
        HttpBrowser ambassador = new HttpBrowser(address);
        ambassador.setCookie("JSESSIONID", session("ambassador"));
        assertThat(ambassador.get("/crm/imports/new").body()).contains("at most 1 MB", "data-crm-most=\"1048576\"");
        var refused = ambassador.upload(
                "/crm/imports",
                "en",
                "large.csv",
                new byte[1_500_000],
                "_csrf",
                ambassador.csrf("/crm/imports/new"),
                "subject",
                "CONTACTS");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("up to 1 MB");
    }

    @Test
    void theApiIsClosedWithoutAKeycloak() {
        assertThat(new HttpBrowser(address)
                        .get("/crm/api/v1/contacts", as("ambassador"))
                        .statusCode())
                .isEqualTo(401);
    }

    /** The host keeps its users in a session. */
    private String session(String user) {
        HttpBrowser browser = new HttpBrowser(address);
        browser.post("/sign-in", Map.of("username", user, "password", "host"));
        return browser.cookie("JSESSIONID");
    }

    private static String[] as(String user) {
        return new String[] {
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString((user + ":host").getBytes(StandardCharsets.UTF_8))
        };
    }
}
