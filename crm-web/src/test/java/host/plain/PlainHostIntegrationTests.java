package host.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.local.LocalPorts;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.testing.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.web.FilterChainProxy;

/** A host that relies on Spring Boot's own chain keeps it, and its users and ours are not each other's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainHostIntegrationTests {

    private ConfigurableApplicationContext host;
    private String address;

    @BeforeAll
    void start() {
        TestDatabase.Schema schema = TestDatabase.freshSchema("plain");
        int port = LocalPorts.free();
        address = "http://127.0.0.1:" + port;
        KeycloakForTests.admin().allowApplication(address);
        host = new SpringApplication(PlainApplication.class)
                .run(
                        "--spring.config.name=none",
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.security.user.name=porter",
                        "--spring.security.user.password=porter",
                        "--spring.liquibase.enabled=false",
                        "--spring.jpa.open-in-view=false",
                        "--spring.datasource.url=" + schema.url(),
                        "--spring.datasource.username=" + schema.username(),
                        "--spring.datasource.password=" + schema.password(),
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration,"
                                // Optional to us, so not there in a host that does not want it.
                                + "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
                        "--crm.security.login=oidc",
                        "--crm.security.keycloak.issuer=" + KeycloakForTests.issuer(),
                        "--crm.security.keycloak.client-secret=crm");
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Test
    void bootsDefaultChainIsThereAndGuardsTheHost() {
        assertThat(host.containsBean("defaultSecurityFilterChain")).isTrue();
        assertThat(new HttpBrowser(address).get("/ledger").statusCode()).isEqualTo(401);
        assertThat(HttpBrowser.location(new HttpBrowser(address).get("/ledger", "Accept", "text/html")))
                .isEqualTo(address + "/login");
        assertThat(new HttpBrowser(address).get("/login").statusCode()).isEqualTo(200);
        assertThat(new HttpBrowser(address).get("/ledger", asPorter()).body()).isEqualTo("the ledger of the host");
    }

    @Test
    void ourChainsComeFirstAndTakeOurPathsAlone() {
        assertThat(host.getBean(FilterChainProxy.class).getFilterChains().stream()
                        .map(Object::toString)
                        .map(chain -> chain.replaceAll("(?s).*defined as '([A-Za-z]+)'.*", "$1"))
                        .toList())
                .containsExactly(
                        "crmPublicSecurityFilterChain",
                        "crmApiSecurityFilterChain",
                        "crmPagesSecurityFilterChain",
                        "defaultSecurityFilterChain");
        assertThat(new HttpBrowser(address).get("/crmx", asPorter()).statusCode())
                .isEqualTo(404);
        assertThat(new HttpBrowser(address).get("/crmx").statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsSignedInAtTheCrmIsNobodyToTheHostAndTheOtherWayRound() {
        HttpBrowser officer = new HttpBrowser(address);
        assertThat(officer.signIn("viewer").statusCode()).isEqualTo(200);
        assertThat(officer.get("/crm/me").statusCode()).isEqualTo(200);
        assertThat(officer.get("/ledger").statusCode()).isEqualTo(401);
        HttpBrowser porter = new HttpBrowser(address);
        assertThat(HttpBrowser.location(porter.get("/crm/me", asPorter())))
                .isEqualTo("/crm/oauth2/authorization/keycloak");
        assertThat(porter.get("/crm/api/v1/contacts", asPorter()).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignOutAtKeycloakEndsASessionThatTheHostKeepsInMemory() throws InterruptedException {
        HttpBrowser browser = new HttpBrowser(address);
        browser.signIn("privacy");
        assertThat(browser.get("/crm/me").statusCode()).isEqualTo(200);
        KeycloakForTests.admin().backChannelTo(address);
        KeycloakForTests.admin().signOut("privacy");
        HttpResponse<String> answer = browser.get("/crm/me");
        for (int i = 0; i < 50 && answer.statusCode() == 200; i++) {
            Thread.sleep(100);
            answer = browser.get("/crm/me");
        }
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void entitiesAndRepositoriesOfBothAreFoundThoughTheHostNamesItsOwnAlone() {
        LedgerRepository ledgers = host.getBean(LedgerRepository.class);
        ledgers.save(new Ledger("2026"));
        assertThat(ledgers.existsById("2026")).isTrue();
        assertThat(host.getBeanProvider(OfficerDirectory.class).getIfAvailable())
                .isNotNull();
        assertThat(host.containsBean("missionRepository")).isTrue();
    }

    private static String[] asPorter() {
        return new String[] {
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("porter:porter".getBytes(StandardCharsets.UTF_8))
        };
    }
}
