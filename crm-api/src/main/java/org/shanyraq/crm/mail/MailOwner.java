package org.shanyraq.crm.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;

/**
 * SPI: whoever puts mails of a kind into the {@link Outbox}. All is asked on behalf of the system within the mail's mission
 * ({@link org.shanyraq.crm.access.Officer#system}).
 *
 * <p>What is asked of an owner may be asked twice, by two instances too. An owner that fails delays its own mails and no others.
 */
public interface MailOwner {

    /** Unique name, kebab-case; text {@code crm.mail.kind.<kind>}. */
    String kind();

    /**
     * Writes the mail, each time that it is about to be sent, from what is true then: texts are not kept. Asked outside of any transaction.
     * When it fails the mail is tried again a little later; after five times it is {@link MailState#FAILED}.
     *
     * @return empty when the mail is not to be sent any more: it becomes {@link MailState#WITHDRAWN}
     */
    Optional<MailText> textOf(Mail mail);

    /**
     * Told that a mail came to an end, after that was committed, in a transaction of its own, in which the owner writes what it makes of it.
     * Told again until that transaction succeeds, so at least once for each end; ends that follow quickly may be told as the last of them
     * alone.
     *
     * @param state an end, as it is now
     * @param reason key of the text that says why, {@code crm.mail.reason.…}; null when the state says it all
     */
    void ended(Mail mail, MailState state, @Nullable String reason);

    /**
     * The present address of whoever the mail is for, asked when an officer sends it again.
     *
     * @return empty when the address of the mail still holds
     */
    default Optional<MailAddress> addressOf(Mail mail) {
        return Optional.empty();
    }

    /** Who may see the mail with the address that {@link #addressOf} tells, asked together with that. */
    default Sensitivity sensitivityOf(Mail mail) {
        return mail.sensitivity();
    }
}
