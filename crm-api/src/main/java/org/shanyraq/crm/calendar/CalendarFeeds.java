package org.shanyraq.crm.calendar;

import java.util.Optional;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;

/**
 * The private calendar address of the acting officer, which calendar programs fetch without signing in. Who knows the address sees what the
 * officer may see.
 */
@Facade
public interface CalendarFeeds {

    /** What is known of the officer's address; empty when there is none. */
    @Requires(Right.BE_HERE)
    Optional<CalendarFeedView> mine();

    /**
     * Makes an address, and ends the one before.
     *
     * @return the secret part of the address, told this once and never again
     * @throws org.shanyraq.crm.access.NotPermittedException for officers who are no persons, or have no mission of their own
     */
    @Requires(Right.BE_HERE)
    String renew();

    /** Ends the address. No effect when there is none. */
    @Requires(Right.BE_HERE)
    void withdraw();
}
