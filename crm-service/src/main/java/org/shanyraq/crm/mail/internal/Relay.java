package org.shanyraq.crm.mail.internal;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.internal.RelayConnection.LastWord;
import org.shanyraq.crm.mail.internal.RelayConnection.Phase;

/**
 * The server of ours, as one worker reaches it: the connection is kept for the next mail. Tells of each failure whom it concerns, since one
 * refused guest must not stop the others, and a server that refuses us must not cost all guests their mail.
 */
class Relay implements AutoCloseable {

    private static final Pattern ENHANCED = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final int TEMPORARY = 400;
    private static final int PERMANENT = 500;
    private static final int CLOSING = 421;
    private static final int TOO_LARGE = 552;

    private static final Set<Result> ANSWERS =
            EnumSet.of(Result.REFUSED, Result.NO_RECIPIENT, Result.NOT_PASSED_ON, Result.LATER);

    private final MailProperties properties;
    private final Session session;
    private @Nullable RelayConnection connection;

    Relay(MailProperties properties, @Nullable SSLSocketFactory sockets) {
        this.properties = properties;
        this.session = Session.getInstance(settings(properties, sockets));
    }

    Session session() {
        return session;
    }

    /** What came of handing a mail over. */
    enum Result {
        SENT,
        /** The server may have it. */
        UNCERTAIN,
        /** This mail is refused for good. */
        REFUSED,
        /** There is no such recipient, and there will be none. */
        NO_RECIPIENT,
        /** For this recipient the server takes nothing of ours, for others perhaps. */
        NOT_PASSED_ON,
        /** This mail is refused for now. */
        LATER,
        /** The connection broke off before the server could have it. */
        BROKEN_OFF,
        /** The server refuses us, and would refuse all mails. */
        NOT_US,
        /** It was stopped at the last moment. */
        UNSENT
    }

    /**
     * @param said what the server said, if anything; names the recipient when {@code phase} is the recipient's or a later one
     * @param phase how far it got
     */
    record Delivery(Result result, @Nullable String said, Phase phase, MailQueue.@Nullable Handing unsent) {}

    Delivery send(MimeMessage message, Address to, LastWord word) {
        RelayConnection open;
        try {
            open = connected();
        } catch (MessagingException failure) {
            close();
            return new Delivery(Result.NOT_US, words(failure), Phase.CONNECTING, null);
        }
        try {
            open.send(message, to, word);
            return new Delivery(Result.SENT, open.getLastServerResponse(), Phase.TAKEN_OVER, null);
        } catch (MessagingException failure) {
            Delivery delivery = judge(failure, open.phase());
            boolean between = delivery.phase() == Phase.RECIPIENT || delivery.phase() == Phase.HANDING_OVER;
            boolean answered = ANSWERS.contains(delivery.result());
            // After a refusal elsewhere the server may still be in the middle of this mail.
            if (!between || !answered) {
                close();
            }
            return delivery;
        } catch (RuntimeException | Error failure) {
            // The connection is in the middle of a mail; the server must not take what was written of it for a whole
            // one.
            close();
            throw failure;
        }
    }

    private RelayConnection connected() throws MessagingException {
        RelayConnection kept = connection;
        if (kept != null && kept.isConnected()) {
            return kept;
        }
        close();
        boolean smtps = properties.security() == MailProperties.Security.SMTPS;
        RelayConnection fresh = new RelayConnection(
                session,
                new URLName(smtps ? "smtps" : "smtp", properties.host(), properties.smtpPort(), null, null, null),
                smtps);
        fresh.connect(properties.host(), properties.smtpPort(), properties.username(), properties.password());
        connection = fresh;
        return fresh;
    }

    /** Lets the connection go, if there is one. */
    @Override
    public void close() {
        RelayConnection kept = connection;
        connection = null;
        if (kept != null) {
            try {
                kept.close();
            } catch (MessagingException gone) {
                // It is gone, which is what was wanted.
            }
        }
    }

    // ---- judging

    static Delivery judge(MessagingException failure, Phase phase) {
        UnsentException unsent = find(failure, UnsentException.class);
        if (unsent != null) {
            return new Delivery(Result.UNSENT, null, phase, unsent.why());
        }
        int code = code(failure);
        String said = words(failure);
        return new Delivery(result(failure, phase, code, said), said, phase, null);
    }

    private static Result result(MessagingException failure, Phase phase, int code, String said) {
        if (code < TEMPORARY) {
            return switch (phase) {
                case CONNECTING, SENDER -> Result.NOT_US;
                case HANDING_OVER, TAKEN_OVER -> Result.UNCERTAIN;
                case RECIPIENT, CONTENT -> Result.BROKEN_OFF;
            };
        }
        if (phase == Phase.CONNECTING || concernsUs(phase, code, said)) {
            return Result.NOT_US;
        }
        if (code == CLOSING) {
            // Said by a server that goes away: after the full stop too it says that it has not got the mail.
            return Result.BROKEN_OFF;
        }
        if (phase == Phase.SENDER && code != TOO_LARGE) {
            return Result.NOT_US;
        }
        if (code < PERMANENT) {
            return Result.LATER;
        }
        return phase == Phase.RECIPIENT ? ofRecipient(code, said) : Result.REFUSED;
    }

    /**
     * A refusal at the recipient is for that recipient, whatever it says: a server may pass on mails to all but one. One that speaks of us is
     * tried again, since it may be mended, and not for ever.
     */
    private static Result ofRecipient(int code, String said) {
        if (isOfUs(code, status(said)) || saysThatWeAreRefused(NoAddress.words(said))) {
            return Result.NOT_PASSED_ON;
        }
        return NoAddress.isSaid(said) ? Result.NO_RECIPIENT : Result.REFUSED;
    }

    /** What follows the first figure of the enhanced status code; empty when there is none. */
    private static String status(String said) {
        Matcher enhanced = ENHANCED.matcher(said);
        return enhanced.find() ? enhanced.group(1).substring(1) : "";
    }

    /** Whether a refusal is meant for whoever sends and not for the mail. */
    private static boolean concernsUs(Phase phase, int code, String said) {
        return (phase == Phase.CONTENT || phase == Phase.HANDING_OVER) && isOfUs(code, status(said));
    }

    private static boolean isOfUs(int code, String status) {
        return code == 530
                || code == 534
                || code == 535
                || code == 538
                || code == 503
                || status.equals(".1.7")
                || status.equals(".1.8")
                || status.equals(".7.8")
                || status.equals(".7.9")
                || status.equals(".7.11");
    }

    private static boolean saysThatWeAreRefused(String lower) {
        return lower.contains("relay")
                || lower.contains("sender rejected")
                || lower.contains("sender address rejected")
                || lower.contains("authentication required")
                || lower.contains("must authenticate")
                || lower.contains("client host rejected")
                || lower.contains("helo command rejected");
    }

    /** The code that the server answered with, or less than 100 when it did not. */
    private static int code(MessagingException failure) {
        SMTPAddressFailedException address = find(failure, SMTPAddressFailedException.class);
        if (address != null) {
            return address.getReturnCode();
        }
        SMTPSenderFailedException sender = find(failure, SMTPSenderFailedException.class);
        if (sender != null) {
            return sender.getReturnCode();
        }
        SMTPSendFailedException send = find(failure, SMTPSendFailedException.class);
        if (send != null && find(failure, IOException.class) == null) {
            return send.getReturnCode();
        }
        return 0;
    }

    private static String words(MessagingException failure) {
        SMTPAddressFailedException address = find(failure, SMTPAddressFailedException.class);
        Throwable telling = address == null ? failure : address;
        String text = telling.getMessage();
        if (telling instanceof AuthenticationFailedException && (text == null || text.isBlank())) {
            return "authentication failed";
        }
        Throwable cause = failure.getNextException();
        String more = address == null && cause != null && cause.getMessage() != null ? ": " + cause.getMessage() : "";
        return (text == null || text.isBlank() ? telling.getClass().getSimpleName() : text.strip()) + more;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable next = failure;
        for (int depth = 0; next != null && depth < 20; depth++) {
            if (type.isInstance(next)) {
                return type.cast(next);
            }
            next = next instanceof MessagingException chained && chained.getNextException() != null
                    ? chained.getNextException()
                    : next.getCause();
        }
        return null;
    }

    // ---- settings

    private static Properties settings(MailProperties mail, @Nullable SSLSocketFactory sockets) {
        String protocol = mail.security() == MailProperties.Security.SMTPS ? "smtps" : "smtp";
        Properties settings = TimedSession.settings(
                protocol,
                mail.security(),
                new TimedSession.Patience(mail.connectTimeout(), mail.readTimeout(), mail.writeTimeout()),
                sockets);
        String prefix = "mail." + protocol + '.';
        settings.put(prefix + "auth", Boolean.toString(mail.username() != null));
        settings.put(prefix + "localhost", mail.domain());
        settings.put(prefix + "quitwait", "false");
        settings.put(prefix + "sendpartial", "false");
        settings.put(prefix + "dsn.ret", "HDRS");
        String envelope = mail.returnPath() == null ? mail.from() : mail.returnPath();
        if (envelope != null) {
            settings.put(prefix + "from", envelope);
        }
        return settings;
    }
}
