package org.shanyraq.crm.attendance.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.shanyraq.crm.job.NightlyWork;

/**
 * Forgets what was typed at the door of people who were not on the list: two weeks after the dialogue where it is of no use any more, because a
 * contact was linked or the arrival was taken back, and after half a year otherwise. That somebody came stays.
 */
class ForgottenWalkIns implements NightlyWork {

    private static final Duration KEPT = Duration.ofDays(14);
    private static final Duration KEPT_UNLINKED = Duration.ofDays(180);

    private final DoorReader reader;
    private final Clock clock;

    ForgottenWalkIns(DoorReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "attendance-walk-ins";
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        reader.forgetTyped(now.minus(KEPT), now.minus(KEPT_UNLINKED));
    }
}
