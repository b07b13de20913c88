package org.shanyraq.crm.question.internal;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.question.MailTrouble;

/**
 * Where the answer to a question goes.
 *
 * @param mailbox null when it goes nowhere
 * @param trouble why it goes nowhere; null when there is a mailbox
 * @param language that the asker reads and mails are written in
 * @param sensitivity of the asker
 */
record AnswerAddress(
        @Nullable MailAddress mailbox, @Nullable MailTrouble trouble, String language, Sensitivity sensitivity) {}
