package org.shanyraq.crm.invitation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.MailState;

/**
 * The last mail to a guest.
 *
 * @param address where it went
 * @param state what became of it
 * @param reason key of the text that says why, or null
 * @param at when it was put into the queue, or last changed its state
 */
public record GuestMail(
        TemplateKind kind,
        String address,
        MailState state,
        @Nullable String reason,
        Instant at) {}
