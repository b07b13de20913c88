package org.shanyraq.crm.local;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A mail server that keeps what it is given in memory and sends nothing on: SMTP to receive, IMAP to read with any
 * name and password. Every recipient has a mailbox of its own.
 */
public final class LocalMail implements AutoCloseable {

    private final GreenMail server;
    private final int smtpPort;
    private final int imapPort;

    private LocalMail(GreenMail server, int smtpPort, int imapPort) {
        this.server = server;
        this.smtpPort = smtpPort;
        this.imapPort = imapPort;
    }

    /** A mail as it lies in one recipient's mailbox. */
    public record Received(String mailbox, long number, Instant at, MimeMessage message) {}

    /**
     * Listens on the two ports of the loopback interface.
     *
     * @throws CannotStartException if a port is in use
     */
    public static LocalMail start(int smtpPort, int imapPort) {
        var server = new GreenMail(new ServerSetup[] {
            new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imapPort, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        try {
            server.start();
        } catch (IllegalStateException e) {
            server.stop();
            throw new CannotStartException(
                    "The mail server could not listen on ports " + smtpPort + " and " + imapPort
                            + ": end what listens there, or choose others with -Dcrm.smtp.port and -Dcrm.imap.port",
                    e);
        }
        // So that it can be read before the first mail has come.
        server.setUser(LocalApplication.MAILBOX, LocalApplication.MAILBOX, LocalApplication.MAILBOX);
        return new LocalMail(server, smtpPort, imapPort);
    }

    /** A mail server on free ports, for tests. */
    public static LocalMail start() {
        return start(LocalPorts.free(), LocalPorts.free());
    }

    public int smtpPort() {
        return smtpPort;
    }

    public int imapPort() {
        return imapPort;
    }

    /** All mails of all mailboxes, the newest first. */
    public List<Received> received() {
        List<Received> all = new ArrayList<>();
        for (GreenMailUser user : List.copyOf(server.getUserManager().listUser())) {
            for (StoredMessage message : messages(user)) {
                all.add(new Received(
                        user.getEmail(),
                        message.getUid(),
                        message.getReceivedDate().toInstant(),
                        message.getMimeMessage()));
            }
        }
        all.sort(Comparator.comparing(Received::at)
                .thenComparing(Received::number)
                .reversed());
        return all;
    }

    /** The mails of one recipient, the newest first. */
    public List<Received> receivedBy(String mailbox) {
        return received().stream()
                .filter(mail -> mail.mailbox().equalsIgnoreCase(mailbox))
                .toList();
    }

    /** One mail by mailbox and number. */
    public Optional<Received> find(String mailbox, long number) {
        return receivedBy(mailbox).stream()
                .filter(mail -> mail.number() == number)
                .findFirst();
    }

    /** Waits until so many mails in all have come, and says whether they came in time. */
    public boolean await(int count, int milliseconds) {
        return server.waitForIncomingEmail(milliseconds, count);
    }

    /** Empties every mailbox. */
    public void clear() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException("Could not empty the mailboxes", e);
        }
    }

    /** Sends a mail to this server, from whom and to whom it says. */
    void send(MimeMessage message) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(smtpPort));
        try (Transport transport = Session.getInstance(settings).getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private List<StoredMessage> messages(GreenMailUser user) {
        try {
            return server.getManagers().getImapHostManager().getInbox(user).getMessages();
        } catch (FolderException e) {
            throw new IllegalStateException("Could not read the mailbox of " + user.getEmail(), e);
        }
    }

    /** The page that shows the mails of this server. */
    MailPage page(int port) throws IOException {
        return MailPage.start(this, port);
    }
}
