package org.shanyraq.crm.shared.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;

/**
 * A {@link Tenure} as five columns: the ends as known ({@code since}, {@code until}, {@code ended}), and the first and last day
 * they may mean ({@code since_day}, {@code until_day}) for queries. One that ended at an unknown time has an
 * {@code until_day} before all days, so that no day is covered.
 */
@Embeddable
public class TenureColumns {

    private static final LocalDate NEVER = LocalDate.of(1000, 1, 1);

    /** SQL condition on the columns of an alias: covers the day that {@link #on} binds. */
    public static String covers(String alias) {
        return "(%1$s.since_day is null or %1$s.since_day <= ?) and (%1$s.until_day is null or %1$s.until_day >= ?)"
                .formatted(alias);
    }

    /**
     * What {@link #covers} binds for that day.
     *
     * @throws InvalidInputException when no tenure can cover it: before the year 1001 or after the year 9999
     */
    public static Object[] on(LocalDate day) {
        if (day.getYear() <= NEVER.getYear() || day.getYear() > 9999) {
            throw InvalidInputException.of("asOf", "crm.error.value");
        }
        return new Object[] {day, day};
    }

    @Column(name = "since", length = 10)
    private @Nullable String since;

    @Column(name = "until", length = 10)
    private @Nullable String until;

    @Column(name = "ended")
    private boolean ended;

    @Column(name = "since_day")
    private @Nullable LocalDate sinceDay;

    @Column(name = "until_day")
    private @Nullable LocalDate untilDay;

    protected TenureColumns() {}

    public TenureColumns(Tenure tenure) {
        since = tenure.since() == null ? null : tenure.since().toString();
        until = tenure.until() == null ? null : tenure.until().toString();
        ended = tenure.ended();
        sinceDay = tenure.since() == null ? null : tenure.since().earliest();
        untilDay = untilDay(tenure);
    }

    public Tenure tenure() {
        return tenure(since, until, ended);
    }

    /** The last day that it may cover, as kept for queries. */
    public static @Nullable LocalDate untilDay(Tenure tenure) {
        if (tenure.ended()) {
            return NEVER;
        }
        return tenure.until() == null ? null : tenure.until().latest();
    }

    /** Reads the columns {@code <prefix>since}, {@code <prefix>until} and {@code <prefix>ended} of a row. */
    public static Tenure read(ResultSet row, String prefix) throws SQLException {
        return tenure(
                row.getString(prefix + "since"), row.getString(prefix + "until"), row.getBoolean(prefix + "ended"));
    }

    private static Tenure tenure(@Nullable String since, @Nullable String until, boolean ended) {
        return new Tenure(
                since == null ? null : PartialDate.parse(since),
                until == null ? null : PartialDate.parse(until),
                ended);
    }
}
