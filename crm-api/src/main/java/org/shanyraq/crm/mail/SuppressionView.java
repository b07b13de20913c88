package org.shanyraq.crm.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;

/**
 * One reason for which one address gets no mails of a mission.
 *
 * @param address null when it was forgotten and only its trace is kept
 * @param remark what the officer said, or what the server did; or null
 * @param by name of the officer who said so, or null when nobody of the mission did
 * @param mail the mail that led to it, or null
 */
public record SuppressionView(
        SuppressionId id,
        @Nullable String address,
        SuppressionReason reason,
        @Nullable String remark,
        @Nullable String by,
        @Nullable MailId mail,
        Sensitivity sensitivity,
        Instant createdAt) {}
