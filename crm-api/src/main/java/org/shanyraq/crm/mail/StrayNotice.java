package org.shanyraq.crm.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice that came back and ended no mail.
 *
 * @param reason kebab-case word for why; text {@code crm.mail.notice.<reason>}
 * @param mail which mail it was about, if that is known
 * @param summary what the server said, shortened; or null
 */
public record StrayNotice(
        Instant receivedAt,
        String reason,
        @Nullable MailId mail,
        @Nullable String summary) {}
