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
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The mailbox that notices come back to. What was dealt with is marked as seen, and what cannot be read is flagged besides; whatever a
 * notice does, those behind it are read.
 */
class NoticeMailbox {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeMailbox.class);

    private static final int LARGEST = 2_000_000;
    private static final int MOST_AT_ONCE = 500;

    private final MailProperties.Bounces settings;
    private final Session session;
    private final NoticeDesk desk;
    private final Clock clock;

    NoticeMailbox(MailProperties properties, @Nullable SSLSocketFactory sockets, NoticeDesk desk, Clock clock) {
        this.settings = properties.bounces();
        this.desk = desk;
        this.clock = clock;
        this.session = Session.getInstance(TimedSession.settings(
                protocol(),
                settings.security(),
                new TimedSession.Patience(
                        properties.connectTimeout(), properties.readTimeout(), properties.writeTimeout()),
                sockets));
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
                wanted.add(FetchProfile.Item.ENVELOPE);
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

    private void take(Folder folder, MimeMessage message) throws MessagingException {
        NoticeDesk.Arrived arrived = arrived(folder, message);
        boolean done = true;
        try {
            if (message.getSize() > LARGEST) {
                aside(arrived, message, "too-large");
            } else {
                // Copied first: what is read from the server piece by piece would fail in the middle.
                done = desk.take(arrived, Notice.read(new MimeMessage(message)));
            }
        } catch (DataAccessException | TransactionException passing) {
            LOG.warn("a notice waits for the database", passing);
            done = false;
        } catch (MessagingException | IOException | RuntimeException | StackOverflowError unreadable) {
            LOG.warn("a notice cannot be read: {}", unreadable.getClass().getName());
            done = asideIfPossible(arrived, message);
        }
        if (done) {
            message.setFlag(Flags.Flag.SEEN, true);
        } else {
            // Fetching it marked it.
            message.setFlag(Flags.Flag.SEEN, false);
        }
    }

    private boolean asideIfPossible(NoticeDesk.Arrived arrived, MimeMessage message) throws MessagingException {
        try {
            aside(arrived, message, "unreadable");
            return true;
        } catch (DataAccessException | TransactionException passing) {
            LOG.warn("a notice waits for the database", passing);
            return false;
        }
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
