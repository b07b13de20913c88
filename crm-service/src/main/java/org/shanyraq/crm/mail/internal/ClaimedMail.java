package org.shanyraq.crm.mail.internal;

import org.shanyraq.crm.mail.Mail;

/**
 * A mail that one worker is at.
 *
 * @param failures how often it failed since it was put in or an officer sent it again
 * @param secret of its Message-ID
 * @param stopped whether its owner took it back meanwhile
 */
record ClaimedMail(Mail mail, int failures, byte[] secret, boolean stopped) {

    MessageMark mark() {
        return new MessageMark(mail.id(), secret);
    }
}
