package org.shanyraq.crm.mail.internal;

import org.shanyraq.crm.mail.Mail;

/**
 * A mail that one worker is at.
 *
 * @param failures how often servers did not take it since it was put in or an officer sent it again
 * @param unwritten how often it could not be written since then
 * @param secret of its Message-ID
 * @param stopped whether its owner took it back meanwhile
 * @param trial whether it is none of those that one recipient gets a day
 */
record ClaimedMail(Mail mail, int failures, int unwritten, byte[] secret, boolean stopped, boolean trial) {

    MessageMark mark() {
        return new MessageMark(mail.id(), secret);
    }
}
