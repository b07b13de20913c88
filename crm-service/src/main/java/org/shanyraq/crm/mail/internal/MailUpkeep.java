package org.shanyraq.crm.mail.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one thread of an instance does beside sending: looks after what was left behind, tells owners, and reads notices in turn with others. */
class MailUpkeep implements MailWorkers.Work {

    private static final String NOTICES = "notices";
    private static final Duration MOST_OF_READING = Duration.ofMinutes(10);

    private final MailQueue queue;
    private final ToldOwners told;
    private final @Nullable NoticeMailbox mailbox;
    private final Duration everySoOften;

    /** @param mailbox null when notices are not read */
    MailUpkeep(MailQueue queue, ToldOwners told, @Nullable NoticeMailbox mailbox, Duration everySoOften) {
        this.queue = queue;
        this.told = told;
        this.mailbox = mailbox;
        this.everySoOften = everySoOften;
    }

    @Override
    public boolean next() {
        int done = queue.sweep() + told.tell();
        if (mailbox != null && queue.takeTurn(NOTICES, MOST_OF_READING)) {
            try {
                mailbox.read();
            } finally {
                queue.endTurn(NOTICES, everySoOften);
            }
        }
        return done > 0;
    }
}
