package org.shanyraq.crm.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.local.LocalPorts;
import org.shanyraq.crm.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The application in a JVM of its own on a real database, Keycloak and mail server, with the demo data: one that all tests
 * of this JVM share, started at first use, and others for tests that kill what they use.
 */
public final class RunningCrm {

    /**
     * An argument for an application whose test makes all its records itself: it starts without the demonstration data, which takes
     * longer to make than all the rest of a start, and still takes the demonstration's passwords. What the application leaves out
     * by itself is named again, since the argument takes the place of its setting.
     */
    public static final String WITHOUT_DEMO_DATA = "--spring.autoconfigure.exclude="
            + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
            + "org.shanyraq.crm.demo.internal.DemoAutoConfiguration";

    private RunningCrm() {}

    /**
     * The shared one. Tests leave it running and make records of their own. A file attached to a dialogue may have a megabyte there, and all
     * of a dialogue two.
     */
    public static CrmServer shared() {
        return Shared.SERVER;
    }

    /** Address of the shared one without a path. */
    public static String address() {
        return shared().address();
    }

    /** The database of the shared one, to make happen what happens behind its back. */
    public static JdbcClient database() {
        shared();
        return JdbcClient.create(new DriverManagerDataSource(
                Shared.PARTS.databaseUrl(), Shared.PARTS.databaseUsername(), Shared.PARTS.databasePassword()));
    }

    /** The REST API of the shared one, called by a user of {@link UserToken}. */
    public static ApiCalls apiAs(String user) {
        return new ApiCalls(address(), UserToken.of(user));
    }

    /** The parts of an application with a schema of its own. */
    public static LocalApplication.Parts parts(String schemaName) {
        // It starts while the database and the application do, which is about as long.
        String issuer = KeycloakForTests.issuerToBe();
        TestDatabase.Schema schema = TestDatabase.freshSchema(schemaName);
        return new LocalApplication.Parts(
                schema.url(),
                schema.username(),
                schema.password(),
                Mail.SERVER.getSmtp().getPort(),
                issuer);
    }

    /** Another application on these parts, at a port at which Keycloak lets officers sign in. */
    public static CrmServer start(LocalApplication.Parts parts, String... extraArguments) {
        CrmServer server = launch(parts, extraArguments);
        server.awaitReady();
        return server;
    }

    /** As {@link #start}, without waiting. */
    public static CrmServer launch(LocalApplication.Parts parts, String... extraArguments) {
        CrmServer server = CrmServer.launch(
                LocalPorts.free(),
                parts,
                // So that no test counts mails that confirm what it answered some minutes before.
                Stream.concat(Stream.of("--crm.invitation.confirm-after=24h"), Stream.of(extraArguments))
                        .toArray(String[]::new));
        try {
            KeycloakForTests.admin().allowApplication(server.address());
            return server;
        } catch (RuntimeException withoutKeycloak) {
            server.close();
            throw withoutKeycloak;
        }
    }

    /** The mails to an address, of which so many are waited for. */
    public static List<MimeMessage> mailsTo(String address, int atLeast) {
        return mailsTo(address, "", atLeast);
    }

    /** The same of those whose subjects have these words. */
    public static List<MimeMessage> mailsTo(String address, String words, int atLeast) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            List<MimeMessage> found = Arrays.stream(Mail.SERVER.getReceivedMessages())
                    .filter(message -> isTo(message, address) && isAbout(message, words))
                    .toList();
            if (found.size() >= atLeast || Instant.now().isAfter(deadline)) {
                assertThat(found).as("mails to %s", address).hasSizeGreaterThanOrEqualTo(atLeast);
                return found;
            }
            Mail.SERVER.waitForIncomingEmail(500, Mail.SERVER.getReceivedMessages().length + 1);
        }
    }

    /**
     * The first mail to each address of a domain, by address, when there are so many.
     *
     * @throws AssertionError when they do not come within some minutes
     */
    public static Map<String, MimeMessage> firstMailsTo(String domain, int addresses) {
        return firstMails((message, address) -> address.endsWith('@' + domain), addresses);
    }

    /** The same to each address, whatever its domain, of those whose subjects have these words. */
    public static Map<String, MimeMessage> firstMailsAbout(String words, int addresses) {
        return firstMails((message, address) -> isAbout(message, words), addresses);
    }

    private static Map<String, MimeMessage> firstMails(BiPredicate<MimeMessage, String> wanted, int addresses) {
        Instant deadline = Instant.now().plusSeconds(300);
        Map<String, MimeMessage> found = new HashMap<>();
        for (int read = 0; found.size() < addresses; ) {
            Mail.SERVER.waitForIncomingEmail(500, read + 1);
            MimeMessage[] all = Mail.SERVER.getReceivedMessages();
            for (; read < all.length; read++) {
                for (String address : recipients(all[read])) {
                    if (wanted.test(all[read], address)) {
                        found.putIfAbsent(address, all[read]);
                    }
                }
            }
            assertThat(Instant.now().isBefore(deadline))
                    .as("%d of %d in time", found.size(), addresses)
                    .isTrue();
        }
        return found;
    }

    /** Delivers a mail to the mailbox that the shared application reads. */
    public static void deliver(MimeMessage mail) {
        Mail.SERVER.getUserManager().getUserByEmail(LocalApplication.MAILBOX).deliver(mail);
    }

    private static boolean isAbout(MimeMessage message, String words) {
        try {
            return String.valueOf(message.getSubject()).contains(words);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static boolean isTo(MimeMessage message, String address) {
        return recipients(message).stream().anyMatch(address::equalsIgnoreCase);
    }

    private static List<String> recipients(MimeMessage message) {
        try {
            return Arrays.stream(message.getAllRecipients())
                    .map(to -> ((InternetAddress) to).getAddress())
                    .toList();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static final class Shared {
        static final LocalApplication.Parts PARTS = parts("running");
        static final CrmServer SERVER = start(
                PARTS,
                Stream.concat(
                                Stream.of(
                                        "--crm.dialogue.attachments.max-size=1MB",
                                        "--crm.dialogue.attachments.quota=2MB"),
                                LocalApplication.readingMailbox(
                                        Mail.SERVER.getImap().getPort(), Duration.ofSeconds(1))
                                        .stream())
                        .toArray(String[]::new));
    }

    private static final class Mail {

        static final GreenMail SERVER = start();

        private static GreenMail start() {
            GreenMail mail = new GreenMail(new ServerSetup[] {
                new ServerSetup(LocalPorts.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(LocalPorts.free(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
            });
            mail.start();
            mail.setUser(LocalApplication.MAILBOX, LocalApplication.MAILBOX, LocalApplication.MAILBOX);
            Runtime.getRuntime().addShutdownHook(new Thread(mail::stop));
            return mail;
        }
    }
}
