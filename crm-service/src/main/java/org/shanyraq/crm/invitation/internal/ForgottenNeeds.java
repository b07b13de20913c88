package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.shanyraq.crm.job.NightlyWork;

/** Forgets what guests eat and need, what they wrote to the host, the names of whom they brought or wanted to send, and what they wrote in calendars, a while after the dialogue. */
class ForgottenNeeds implements NightlyWork {

    private static final Duration KEPT = Duration.ofDays(14);

    private final SendingReader sendings;
    private final Companions companions;
    private final Delegates delegates;
    private final CalendarAnswerReader answers;
    private final Clock clock;

    ForgottenNeeds(
            SendingReader sendings,
            Companions companions,
            Delegates delegates,
            CalendarAnswerReader answers,
            Clock clock) {
        this.sendings = sendings;
        this.companions = companions;
        this.delegates = delegates;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "invitation-needs";
    }

    @Override
    public void run() {
        Instant endedBefore = clock.instant().minus(KEPT);
        sendings.forgetNeeds(endedBefore);
        sendings.forgetNotes(endedBefore);
        companions.forgetNames(endedBefore);
        delegates.forget(endedBefore);
        answers.forget(endedBefore);
    }
}
