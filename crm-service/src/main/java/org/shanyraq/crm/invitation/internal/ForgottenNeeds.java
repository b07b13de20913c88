package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Duration;
import org.shanyraq.crm.job.NightlyWork;

/** Forgets what guests eat and need, a while after the dialogue. */
class ForgottenNeeds implements NightlyWork {

    private static final Duration KEPT = Duration.ofDays(14);

    private final SendingReader sendings;
    private final Clock clock;

    ForgottenNeeds(SendingReader sendings, Clock clock) {
        this.sendings = sendings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "invitation-needs";
    }

    @Override
    public void run() {
        sendings.forgetNeeds(clock.instant().minus(KEPT));
    }
}
