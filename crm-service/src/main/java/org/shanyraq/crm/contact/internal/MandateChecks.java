package org.shanyraq.crm.contact.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Findings;

/**
 * The rules of mandates that need a look at the others of the post. They refuse what cannot be true, and leave alone what
 * may be true since dates are not known exactly.
 */
final class MandateChecks {

    private MandateChecks() {}

    /** Adds what is wrong with the mandate, given the other holdings of its post. */
    static void check(
            MandateDetails details, MandateReader.Seat seat, List<MandateReader.Holding> others, Findings findings) {
        boolean twice = others.stream()
                .filter(other -> other.contact().equals(details.contact()))
                .anyMatch(other -> mustOverlap(other.tenure(), details.tenure()));
        if (twice) {
            findings.add("tenure", "mandate-twice");
        } else if (seat.seats() != null && isExact(details.tenure())) {
            List<Tenure> exact = others.stream()
                    .map(MandateReader.Holding::tenure)
                    .filter(MandateChecks::isExact)
                    .filter(details.tenure()::overlaps)
                    .toList();
            if (most(exact, details.tenure()) + 1 > seat.seats()) {
                findings.add("tenure", "seats-taken", seat.seats());
            }
        }
    }

    /** Whether two holdings of the same post by the same person share a day, whatever their partial dates mean. */
    static boolean mustOverlap(Tenure one, Tenure other) {
        if (one.equals(other)) {
            return true;
        }
        if (one.ended() || other.ended()) {
            return false;
        }
        return !mayEndBefore(one, other) && !mayEndBefore(other, one);
    }

    private static boolean mayEndBefore(Tenure earlier, Tenure later) {
        return earlier.until() != null
                && later.since() != null
                && earlier.until().earliest().isBefore(later.since().latest());
    }

    /** Whether both ends are known to the day, or the end is open. */
    static boolean isExact(Tenure tenure) {
        return !tenure.ended()
                && tenure.since() != null
                && isDay(tenure.since())
                && (tenure.until() == null || isDay(tenure.until()));
    }

    private static boolean isDay(PartialDate date) {
        return date.day() != null;
    }

    /** The largest number of the tenures that hold on one day within the period. */
    private static long most(List<Tenure> tenures, Tenure period) {
        // The number only rises on a day on which one begins.
        Set<LocalDate> days = new TreeSet<>();
        add(days, period.since());
        tenures.stream().map(Tenure::since).forEach(since -> add(days, since));
        return days.stream()
                .filter(period::covers)
                .mapToLong(day ->
                        tenures.stream().filter(tenure -> tenure.covers(day)).count())
                .max()
                .orElse(0);
    }

    private static void add(Set<LocalDate> days, @Nullable PartialDate date) {
        if (date != null) {
            days.add(date.earliest());
        }
    }
}
