package org.shanyraq.crm.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether mails go out at all.
 *
 * @param working whether they do
 * @param reason key of the text that says why they do not, {@code crm.mail.sending.…}; null when they do
 * @param detail what the server of ours said, which names no recipient; or null
 * @param since since when it is so, or null
 * @param until when it is tried again, or null
 */
public record SendingStatus(
        boolean working,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant since,
        @Nullable Instant until) {}
