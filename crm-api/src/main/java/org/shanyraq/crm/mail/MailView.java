package org.shanyraq.crm.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;

/**
 * A mail with what happened.
 *
 * @param messageId under which its recipient and the servers on the way know it
 * @param attempts the latest first, at most 50
 */
public record MailView(
        MailSummary summary,
        MissionId mission,
        String occurrence,
        String language,
        String messageId,
        List<Attempt> attempts) {

    public MailView {
        attempts = List.copyOf(attempts);
    }

    /**
     * One attempt to send it, or a notice that came back.
     *
     * @param number counts from 1
     * @param outcome kebab-case word; text {@code crm.mail.outcome.<outcome>}
     * @param reply what the server said, shortened; null when it said nothing
     */
    public record Attempt(
            int number,
            Instant startedAt,
            @Nullable Instant endedAt,
            String outcome,
            @Nullable String reply) {}
}
