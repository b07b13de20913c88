package org.shanyraq.crm.question.internal;

import java.time.Clock;
import java.time.Duration;
import org.shanyraq.crm.job.NightlyWork;

/** Forgets, two weeks after a dialogue, which device asked, voted and reported. How many votes a question had stays. */
class ForgottenDevices implements NightlyWork {

    private static final Duration KEPT = Duration.ofDays(14);

    private final HallReader reader;
    private final Clock clock;

    ForgottenDevices(HallReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "question-devices";
    }

    @Override
    public void run() {
        reader.forgetDevices(clock.instant().minus(KEPT));
    }
}
