package org.shanyraq.crm.standalone;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StartUpCheckTests {

    private static final Map<String, Object> GOOD = Map.of(
            "spring.datasource.url", "jdbc:mysql://db/crm",
            "spring.datasource.username", "crm",
            "spring.datasource.password", "k3vq-9xw2-mm41-zz08",
            "crm.security.keycloak.issuer", "https://id.example/realms/shanyraq",
            "crm.security.keycloak.client-secret", "0f6b1c9e7a3d4e55a2c1");

    @Test
    void goodSettingsAreTaken() {
        assertThatNoException().isThrownBy(() -> check(Map.of()));
    }

    @Test
    void eachMissingSettingIsSaidInALineOfItsOwn() {
        assertThatExceptionOfType(UnusableSettingsException.class)
                .isThrownBy(() -> check(Map.of("spring.datasource.url", "", "crm.security.keycloak.issuer", " ")))
                .satisfies(unusable -> Assertions.assertThat(unusable.lines())
                        .containsExactly(
                                "CRM needs a database: set SPRING_DATASOURCE_URL",
                                "CRM needs the address of its Keycloak realm: set CRM_SECURITY_KEYCLOAK_ISSUER"));
    }

    @Test
    void s3BlankShortAndWellKnownSecretsAreRefused() {
        for (String secret : new String[] {"", "changeme", "crm", "short", "CHANGEME"}) {
            assertThatExceptionOfType(UnusableSettingsException.class)
                    .isThrownBy(() -> check(Map.of("crm.security.keycloak.client-secret", secret)))
                    .withMessageContaining("CRM_SECURITY_KEYCLOAK_CLIENTSECRET");
        }
    }

    @Test
    void theDemoMayUseItsOwnSecrets() {
        assertThatNoException()
                .isThrownBy(
                        () -> check(Map.of("crm.demo.enabled", "true", "crm.security.keycloak.client-secret", "crm")));
    }

    // P3: who may say where a request comes from is named.
    @Test
    void everybodysWordForWhereARequestComesFromIsRefused() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("server.forward-headers-strategy", "framework"),
                Map.of("server.forward-headers-strategy", "NATIVE"),
                Map.of(
                        "server.forward-headers-strategy",
                        "native",
                        "server.tomcat.remoteip.internal-proxies",
                        "10.0.0.0/8, 0.0.0.0/0"),
                Map.of("server.forward-headers-strategy", "native", "server.tomcat.remoteip.internal-proxies", ".*"))) {
            assertThatExceptionOfType(UnusableSettingsException.class)
                    .isThrownBy(() -> check(wrong))
                    .withMessageContaining("SERVER_TOMCAT_REMOTEIP_INTERNALPROXIES");
        }
        assertThatNoException()
                .isThrownBy(() -> check(Map.of(
                        "server.forward-headers-strategy",
                        "native",
                        "server.tomcat.remoteip.internal-proxies",
                        "10.0.0.7/32")));
    }

    private static void check(Map<String, Object> changed) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("good", GOOD));
        environment.getPropertySources().addFirst(new MapPropertySource("changed", changed));
        StartUpCheck.check(environment);
    }
}
