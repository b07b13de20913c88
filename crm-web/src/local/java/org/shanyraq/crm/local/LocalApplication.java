package org.shanyraq.crm.local;

import java.util.List;

/** How the application is told to use the local parts, in the demo and in tests alike. */
public final class LocalApplication {

    private LocalApplication() {}

    /** The parts that an application uses. */
    public record Parts(
            String databaseUrl, String databaseUsername, String databasePassword, int smtpPort, String issuer) {}

    /** Command-line arguments for an application on these ports of the loopback interface. */
    public static List<String> arguments(int port, int managementPort, Parts parts) {
        return List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--management.server.address=127.0.0.1",
                "--management.server.port=" + managementPort,
                "--spring.datasource.url=" + parts.databaseUrl(),
                "--spring.datasource.username=" + parts.databaseUsername(),
                "--spring.datasource.password=" + parts.databasePassword(),
                "--crm.mail.host=127.0.0.1",
                "--crm.mail.port=" + parts.smtpPort(),
                "--crm.mail.security=none",
                "--crm.mail.from=crm@mission.example",
                "--crm.mail.allowed-domains=example,example.org,example.com,example.net,example.eu",
                "--crm.web.public-url=http://127.0.0.1:" + port,
                "--crm.invitation.hosts.bxl=The Embassy in Brussels",
                "--crm.invitation.hosts.gva=The Mission in Geneva",
                "--crm.security.login=oidc",
                "--crm.security.keycloak.issuer=" + parts.issuer(),
                "--crm.security.keycloak.client-id=crm",
                "--crm.security.keycloak.client-secret=crm",
                "--crm.demo.enabled=true");
    }
}
