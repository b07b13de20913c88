package org.shanyraq.crm.invitation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;

/**
 * One sending of mails to guests of a dialogue, with the figures of those guests whom the officer may see.
 *
 * @param template name of the template, or null for the standard text
 * @param sender name of the officer
 * @param sentAt when the officer sent it
 * @param guests to how many guests it went
 * @param waiting how many of these mails wait or are being sent
 * @param sent how many the mail server took over
 * @param failed how many did not arrive, or may not have: uncertain, refused, returned or not sent to that address
 * @param withdrawn how many were taken back, or needed by nobody any more
 * @param stoppedAt when those were taken back that had not gone out; null when it was not stopped
 * @param stoppedBy name of the officer who stopped it, or null
 */
public record SendingView(
        SendingId id,
        DialogueId dialogue,
        SendingDetails details,
        @Nullable String template,
        String sender,
        Instant sentAt,
        long guests,
        long waiting,
        long sent,
        long failed,
        long withdrawn,
        @Nullable Instant stoppedAt,
        @Nullable String stoppedBy) {

    /** Whether there is anything to be stopped. */
    public boolean stoppable() {
        return stoppedAt == null && waiting > 0 && details.kind().byOfficers();
    }
}
