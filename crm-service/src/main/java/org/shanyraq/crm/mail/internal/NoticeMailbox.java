package org.shanyraq.crm.mail.internal;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.CalendarTaker;
import org.shanyraq.crm.mail.IncomingCalendar;
import org.shanyraq.crm.shared.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The mailbox that notices come back to, and the answers of calendars. What was dealt with is marked as seen, and what cannot be read is flagged besides; whatever a
 * notice does, those behind it are read.
 */
class NoticeMailbox {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeMailbox.class);

    private static final int LARGEST = 2_000_000;
    private static final int MOST_AT_ONCE = 500;

    private final MailProperties.Bounces settings;
    private final Session session;
    private final NoticeDesk desk;
    private final Supplier<Stream<CalendarTaker>> takers;
    private final Clock clock;

    /** @param takers of the answers that calendars send, asked for each that came */
    NoticeMailbox(
            MailProperties properties,
            @Nullable SSLSocketFactory sockets,
            NoticeDesk desk,
            Supplier<Stream<CalendarTaker>> takers,
            Clock clock) {
        this.settings = properties.bounces();
        this.desk = desk;
        this.takers = takers;
        this.clock = clock;
        Properties timed = TimedSession.settings(
                protocol(),
                settings.security(),
                new TimedSession.Patience(
                        properties.connectTimeout(), properties.readTimeout(), properties.writeTimeout()),
                sockets);
        // To fetch a message does not mark it: it is marked when what it says is kept.
        timed.put("mail." + protocol() + ".peek", "true");
        this.session = Session.getInstance(timed);
    }

    private String protocol() {
        return settings.security() == MailProperties.Security.SMTPS ? "imaps" : "imap";
    }

    /** Reads what came since. */
    void read() {
        try (Store store = session.getStore(protocol())) {
            store.connect(settings.host(), settings.imapPort(), settings.username(), settings.password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                Message[] fresh = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                FetchProfile wanted = new FetchProfile();
                // Not the envelope: a server that cannot make one of a single message gives none of all.
                wanted.add(FetchProfile.Item.SIZE);
                wanted.add(UIDFolder.FetchProfileItem.UID);
                folder.fetch(fresh, wanted);
                for (int i = 0; i < Math.min(fresh.length, MOST_AT_ONCE); i++) {
                    take(folder, (MimeMessage) fresh[i]);
                }
            }
        } catch (MessagingException unreachable) {
            LOG.warn("the mailbox of notices cannot be read: {}", unreachable.getMessage());
        }
    }

    /** What is read is kept in the database first, and marked as seen then: whatever breaks off in between is read again. */
    private void take(Folder folder, MimeMessage message) throws MessagingException {
        NoticeDesk.Arrived arrived = arrived(folder, message);
        boolean done;
        try {
            if (message.getSize() > LARGEST) {
                aside(arrived, message, "too-large");
                done = true;
            } else {
                MimeMessage copy = copy(folder, message);
                done = copy != null && read(arrived, message, copy);
            }
        } catch (DataAccessException | TransactionException passing) {
            LOG.warn("a notice waits for the database", passing);
            done = false;
        }
        if (done) {
            message.setFlag(Flags.Flag.SEEN, true);
        }
    }

    /**
     * The whole message, read from the server at once: what is read piece by piece would fail in the middle of being understood.
     *
     * @return null when the server does not give it now; it is asked for again next time
     * @throws MessagingException when the connection is gone
     */
    private static @Nullable MimeMessage copy(Folder folder, MimeMessage message) throws MessagingException {
        try {
            return new MimeMessage(message);
        } catch (MessagingException | RuntimeException notNow) {
            if (!folder.isOpen()) {
                throw notNow;
            }
            LOG.warn("a message of the mailbox of notices is not given: {}", notNow.getMessage());
            return null;
        }
    }

    /** False when it is to be read again later. */
    private boolean read(NoticeDesk.Arrived arrived, MimeMessage message, MimeMessage copy) throws MessagingException {
        try {
            Optional<IncomingCalendar> calendar = CalendarMail.in(copy, clock.instant());
            if (calendar.isPresent() && isTaken(calendar.get())) {
                return true;
            }
            if (calendar.isPresent() && calendar.get().answers()) {
                // For whoever looks into the mailbox: nobody is shown what it says.
                message.setFlag(Flags.Flag.FLAGGED, true);
            }
            return desk.take(arrived, Notice.read(copy));
        } catch (DataAccessException | TransactionException passing) {
            throw passing;
        } catch (MessagingException | IOException | RuntimeException | StackOverflowError unreadable) {
            LOG.warn("a notice cannot be read: {}", unreadable.getClass().getName());
            aside(arrived, message, "unreadable");
            return true;
        }
    }

    private boolean isTaken(IncomingCalendar calendar) {
        return takers.get().anyMatch(taker -> taker.take(calendar));
    }

    private void aside(NoticeDesk.Arrived arrived, MimeMessage message, String reason) throws MessagingException {
        desk.setAside(arrived, reason, null, null);
        message.setFlag(Flags.Flag.FLAGGED, true);
    }

    private NoticeDesk.Arrived arrived(Folder folder, MimeMessage message) throws MessagingException {
        String place = folder instanceof UIDFolder numbered
                ? numbered.getUIDValidity() + ":" + numbered.getUID(message)
                : String.valueOf(message.getMessageNumber());
        return new NoticeDesk.Arrived(
                Sha256.of(settings.host() + '/' + settings.username() + '/' + settings.folder() + '/' + place),
                clock.instant());
    }
}
