package org.shanyraq.crm.local;

import java.time.Duration;
import java.util.List;

/** How the application is told to use the local parts, in the demo and in tests alike. */
public final class LocalApplication {

    /** Whom the application sends as, and where its mails are answered. */
    public static final String MAILBOX = "crm@mission.example";

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
                "--crm.mail.from=" + MAILBOX,
                "--crm.mail.allowed-domains=example,example.org,example.com,example.net,example.eu",
                "--crm.web.public-url=http://127.0.0.1:" + port,
                "--crm.invitation.hosts.bxl=The Embassy in Brussels",
                "--crm.invitation.hosts.bxl.fr=L’Ambassade à Bruxelles",
                "--crm.invitation.hosts.bxl.kk=Брюссельдегі Елшілік",
                "--crm.invitation.hosts.bxl.ru=Посольство в Брюсселе",
                "--crm.invitation.hosts.gva=The Mission in Geneva",
                "--crm.invitation.hosts.gva.fr=La Mission à Genève",
                "--crm.invitation.hosts.gva.kk=Женевадағы Өкілдік",
                "--crm.invitation.hosts.gva.ru=Миссия в Женеве",
                "--crm.security.login=oidc",
                "--crm.security.keycloak.issuer=" + parts.issuer(),
                "--crm.security.keycloak.client-id=crm",
                "--crm.security.keycloak.client-secret=crm",
                "--crm.demo.enabled=true");
    }

    /** Further arguments for the one application that reads what comes back to {@link #MAILBOX}, every few seconds. */
    public static List<String> readingMailbox(int imapPort, Duration every) {
        return List.of(
                "--crm.mail.bounces.host=127.0.0.1",
                "--crm.mail.bounces.port=" + imapPort,
                "--crm.mail.bounces.username=" + MAILBOX,
                "--crm.mail.bounces.password=" + MAILBOX,
                "--crm.mail.bounces.security=none",
                "--crm.mail.bounces.every=" + every);
    }
}
