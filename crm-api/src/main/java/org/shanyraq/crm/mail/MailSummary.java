package org.shanyraq.crm.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;

/**
 * A mail in a list.
 *
 * @param address where it goes; null when it was kept long enough and forgotten
 * @param name of whoever it is for, or null
 * @param attempts how often it was tried
 * @param reason key of the text that says why it is in that state, or null
 * @param dueAt when it is tried next; null when it is not
 * @param handedOverAt when a server was about to take it over last, or null
 */
public record MailSummary(
        MailId id,
        long version,
        String kind,
        UUID subject,
        @Nullable String address,
        @Nullable String name,
        MailState state,
        int attempts,
        @Nullable String reason,
        Sensitivity sensitivity,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant handedOverAt) {}
