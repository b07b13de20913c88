package org.shanyraq.crm.shared;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A period with ends that may be partial, unknown or open. "Current" is always derived from it, never stored.
 *
 * <p>A partial end counts for the whole period it leaves open, so somebody whose mandate ran "2019 to 2024" held it on every
 * day of 2019 and of 2024.
 *
 * @param since the start, or null when it is not known
 * @param until the last day, or null when it is open or not known
 * @param ended true when it is over though nobody knows since when; implied by {@code until} for past dates
 */
public record Tenure(@Nullable PartialDate since, @Nullable PartialDate until, boolean ended) {

    /** Nothing known: counts as current, since nobody said that it ended. */
    public static final Tenure UNKNOWN = new Tenure(null, null, false);

    public Tenure {
        if (since != null && until != null && until.latest().isBefore(since.earliest())) {
            throw new IllegalArgumentException("ends (" + until + ") before it starts (" + since + ")");
        }
        if (until != null) {
            ended = false;
        }
    }

    public static Tenure since(PartialDate since) {
        return new Tenure(since, null, false);
    }

    public static Tenure between(@Nullable PartialDate since, @Nullable PartialDate until) {
        return new Tenure(since, until, false);
    }

    /** Whether it may have covered that day. One that ended at an unknown time covers no day for certain, hence none. */
    public boolean covers(LocalDate day) {
        if (ended) {
            return false;
        }
        return (since == null || !since.earliest().isAfter(day))
                && (until == null || !until.latest().isBefore(day));
    }

    /** Whether a day exists that both may have covered. */
    public boolean overlaps(Tenure other) {
        return startsByEndOf(other) && other.startsByEndOf(this);
    }

    private boolean startsByEndOf(Tenure other) {
        return since == null || other.until == null || !since.earliest().isAfter(other.until.latest());
    }
}
