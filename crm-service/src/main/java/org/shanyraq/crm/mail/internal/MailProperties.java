package org.shanyraq.crm.mail.internal;

import java.net.IDN;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.shared.InvalidInputException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of mail. Without a host mails are taken in and wait.
 *
 * @param enabled whether mails are sent
 * @param host the server of ours that takes mails over; null: none yet
 * @param port null: 25 without TLS, 587 with STARTTLS, 465 with SMTPS
 * @param username null: without signing in
 * @param from address in the sender line of all mails
 * @param fromName name in the sender line of all mails; null for none
 * @param returnPath where servers send notices; null: the sender
 * @param security whether the connection must be encrypted; a server that cannot do so then gets no mail
 * @param sslBundle name of the {@code spring.ssl.bundle} whose certificates are trusted; null: those of the Java runtime
 * @param connectTimeout for reaching the server
 * @param readTimeout for each of its answers
 * @param writeTimeout for sending it one mail
 * @param lease how long one attempt may take before another instance takes it for dead; longer than all time-outs of an attempt together
 * @param workers how many mails one instance sends at once; 0: it takes mails in and sends none
 * @param polling how often an instance looks for mails that another one took in, or that are due
 * @param mostPerRecipientADay so many mails of a mission go to one address on one day (UTC); the others wait for the next
 * @param allowedDomains only addresses of these domains, and of those below them, get mails; empty: all
 * @param keep after which time ended mails no longer tell where they went
 * @param bounces the mailbox that notices come back to
 */
@ConfigurationProperties("crm.mail")
public record MailProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String password,
        @Nullable String from,
        @Nullable String fromName,
        @Nullable String returnPath,
        @DefaultValue("starttls") Security security,
        @Nullable String sslBundle,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("30s") Duration writeTimeout,
        @DefaultValue("10m") Duration lease,
        @DefaultValue("2") int workers,
        @DefaultValue("5s") Duration polling,
        @DefaultValue("10") int mostPerRecipientADay,
        @DefaultValue List<String> allowedDomains,
        @DefaultValue("400d") Duration keep,
        @DefaultValue Bounces bounces) {

    /** Whether a connection is encrypted. */
    public enum Security {
        NONE,
        STARTTLS,
        SMTPS
    }

    /** Answers that one attempt waits for at most: greeting, twice EHLO, STARTTLS, four of signing in, four of the mail. */
    private static final int ANSWERS = 12;

    private static final int SMTP = 25;
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final int MOST_WORKERS = 32;

    public MailProperties {
        host = blankToNull(host);
        username = blankToNull(username);
        from = blankToNull(from);
        fromName = blankToNull(fromName);
        returnPath = blankToNull(returnPath);
        sslBundle = blankToNull(sslBundle);
        allowedDomains = allowedDomains.stream()
                .filter(domain -> !domain.isBlank())
                .map(domain -> asWritten(domain.strip().toLowerCase(Locale.ROOT)))
                .toList();
        require(host == null || from != null, "crm.mail.from is needed together with crm.mail.host");
        requireAddress("crm.mail.from", from, fromName);
        requireAddress("crm.mail.return-path", returnPath, null);
        requirePort("crm.mail.port", port);
        require(
                (username == null) == (password == null || password.isEmpty()),
                "crm.mail.username and crm.mail.password go together");
        require(
                username == null || security != Security.NONE,
                "crm.mail.security=none would send crm.mail.password in the clear");
        requirePositive("crm.mail.connect-timeout", connectTimeout);
        requirePositive("crm.mail.read-timeout", readTimeout);
        requirePositive("crm.mail.write-timeout", writeTimeout);
        requirePositive("crm.mail.polling", polling);
        requirePositive("crm.mail.keep", keep);
        Duration longest =
                connectTimeout.plus(readTimeout.multipliedBy(ANSWERS)).plus(writeTimeout);
        require(
                lease.compareTo(longest) > 0,
                "crm.mail.lease must be longer than an attempt can take, which is " + longest.toSeconds()
                        + " s by crm.mail.connect-timeout, read-timeout and write-timeout, but is " + lease.toSeconds()
                        + " s");
        require(workers >= 0 && workers <= MOST_WORKERS, "crm.mail.workers is 0 to 32, not " + workers);
        require(mostPerRecipientADay >= 1, "crm.mail.most-per-recipient-a-day is at least 1");
        allowedDomains.forEach(domain ->
                require(isAddress("somebody@below." + domain), "crm.mail.allowed-domains has no domain in " + domain));
    }

    /** As it stands in addresses; one that is no domain is left for the check. */
    private static String asWritten(String domain) {
        try {
            return IDN.toASCII(domain);
        } catch (IllegalArgumentException none) {
            return domain;
        }
    }

    /** Whether this instance knows where to send mails. */
    boolean canSend() {
        return enabled && host != null;
    }

    int smtpPort() {
        if (port != null) {
            return port;
        }
        return switch (security) {
            case NONE -> SMTP;
            case STARTTLS -> SUBMISSION;
            case SMTPS -> SUBMISSIONS;
        };
    }

    boolean allows(MailAddress address) {
        return allowedDomains.isEmpty()
                || allowedDomains.stream()
                        .anyMatch(domain -> address.domain().equals(domain)
                                || address.domain().endsWith("." + domain));
    }

    /** The domain in whose name Message-IDs are given. */
    String domain() {
        return from == null ? "localhost" : MailAddress.of(from).domain();
    }

    /**
     * The mailbox of {@code crm.mail.return-path}, which is the CRM's alone: what is read there is marked as seen.
     *
     * @param host of its IMAP server; null: notices are not read
     * @param port null: 143, or 993 with IMAPS
     * @param security as of sending; {@code smtps} means TLS from the first byte
     * @param every how often it is looked into, by one instance
     * @param address its address, when the calendars of guests are to send their answers there; null: they answer to the sender
     */
    public record Bounces(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("INBOX") String folder,
            @DefaultValue("starttls") Security security,
            @DefaultValue("2m") Duration every,
            @Nullable String address) {

        private static final int IMAP = 143;
        private static final int IMAPS = 993;

        public Bounces {
            host = blankToNull(host);
            address = blankToNull(address);
            requireAddress("crm.mail.bounces.address", address, null);
            require(
                    address == null || host != null,
                    "crm.mail.bounces.address without crm.mail.bounces.host would be a mailbox that nobody reads");
            requirePort("crm.mail.bounces.port", port);
            require(
                    host == null || (username != null && password != null),
                    "crm.mail.bounces.username and crm.mail.bounces.password are needed together with crm.mail.bounces.host");
            requirePositive("crm.mail.bounces.every", every);
        }

        int imapPort() {
            return port != null ? port : security == Security.SMTPS ? IMAPS : IMAP;
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void requireAddress(String property, @Nullable String address, @Nullable String name) {
        if (address != null) {
            try {
                new MailAddress(address, name);
            } catch (InvalidInputException malformed) {
                throw new IllegalArgumentException(property + " is no address with a name: " + address);
            }
        }
    }

    private static boolean isAddress(String text) {
        try {
            MailAddress.of(text);
            return true;
        } catch (InvalidInputException malformed) {
            return false;
        }
    }

    private static void requirePort(String property, @Nullable Integer port) {
        require(port == null || (port >= 1 && port <= 65_535), property + " is 1 to 65535, not " + port);
    }

    private static void requirePositive(String property, Duration duration) {
        require(duration.toMillis() >= 1, property + " must be longer than nothing");
    }

    private static void require(boolean good, String message) {
        if (!good) {
            throw new IllegalArgumentException(message);
        }
    }
}
