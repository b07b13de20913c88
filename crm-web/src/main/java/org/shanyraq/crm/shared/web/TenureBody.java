package org.shanyraq.crm.shared.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;

/**
 * A period in the body of a call of the API, with ends that may be partial, unknown or open.
 *
 * @param since the start: a year, a month or a day; null when it is not known
 * @param until the last day, month or year; null when it is open or not known
 * @param ended true when it is over though nobody knows since when
 */
public record TenureBody(
        @Nullable PartialDate since,
        @Nullable PartialDate until,
        @Nullable Boolean ended) {

    /**
     * The period that was given at that field of the body; unknown when there was none.
     *
     * @throws InvalidInputException when it ends before it starts
     */
    public static Tenure tenure(@Nullable TenureBody given, String field) {
        if (given == null) {
            return Tenure.UNKNOWN;
        }
        PartialDate since = given.since();
        PartialDate until = given.until();
        if (since != null && until != null && until.latest().isBefore(since.earliest())) {
            throw InvalidInputException.of(
                    field + ".until", "crm.api.error.until-before-since", since.toString(), until.toString());
        }
        return new Tenure(since, until, Boolean.TRUE.equals(given.ended()));
    }
}
