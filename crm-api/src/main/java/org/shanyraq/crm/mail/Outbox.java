package org.shanyraq.crm.mail;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.shanyraq.crm.access.MissionId;

/**
 * Where features put mails that are to be sent. Used by services, which have checked the rights of whoever asked; officers see what became of
 * mails through {@link Mails}.
 *
 * <p>A mail is sent once its transaction is committed, by one instance at a time. It is sent twice only if the connection or the instance
 * breaks off while the server takes it over and an officer then sends it again; the Message-ID is the same then.
 */
public interface Outbox {

    /**
     * Puts mails in, within the caller's transaction, which must run. A mail that is there already, by mission, kind, subject, recipient and
     * occurrence, is left as it is, whatever became of it.
     *
     * @return how many were new
     * @throws RuntimeException without a transaction
     */
    int put(List<MailDraft> drafts);

    /**
     * Takes back all mails about a record that were not handed to a server, within the caller's transaction, which must run. Those that are
     * being sent at this moment are stopped if they can be, and are not sent again.
     *
     * @return how many were taken back or are to be stopped
     */
    int withdraw(String kind, UUID subject);

    /**
     * Takes back the mails of that occurrence about several records, as {@link #withdraw(String, UUID)} does; those that go on being sent are not
     * among them.
     *
     * @return about which of the records a mail was taken back or is to be stopped
     */
    Set<UUID> withdraw(MissionId mission, String kind, Collection<UUID> subjects, String occurrence);

    /** Why a mail does not go to an address. */
    enum Bar {
        /** Its reader unsubscribed, mails to it came back, or an officer said so. */
        SUPPRESSED,
        /** It lies outside the domains that get any mails. */
        OUTSIDE
    }

    /**
     * Which of these addresses get no mail of such a sort, and why.
     *
     * @param mission in whose name mails would be sent
     * @param unsubscribable {@link MailText#unsubscribable()} of the mails: who only unsubscribed gets the others
     * @return by {@link MailAddress#key()}; those that get mails are missing
     */
    Map<String, Bar> barred(MissionId mission, Collection<MailAddress> addresses, boolean unsubscribable);

    /**
     * Which of these addresses have got half of the mails that an address gets in a day, or more. What matters less waits then, and leaves the rest
     * to what must be known in time.
     *
     * @return by {@link MailAddress#key()}
     */
    Set<String> busyToday(MissionId mission, Collection<MailAddress> addresses);

    /** Whom mails come from, and where answers to them go; empty while it is not set whom they come from. */
    Optional<MailAddress> sender();

    /** Whom calendars are to send the answers of guests to: the mailbox that is read here when its address is set, else the sender. */
    Optional<MailAddress> organiser();
}
