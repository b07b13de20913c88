package org.shanyraq.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param madeAt when the address was made
 * @param fetchedAt when it was last fetched, to a few minutes; null when it never was
 * @param resting how long after the officer's last sign-in the address answers
 */
public record CalendarFeedView(Instant madeAt, @Nullable Instant fetchedAt, Duration resting) {}
