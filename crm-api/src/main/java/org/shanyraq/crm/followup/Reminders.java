package org.shanyraq.crm.followup;

import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;

/** What waits for the acting officer, and when they are told of it by mail. */
@Facade
public interface Reminders {

    /** Beyond this it is not counted on. */
    int MOST_COUNTED = 99;

    @Requires(Right.READ_FOLLOW_UPS)
    Notices notices();

    /** How many follow-ups of the officer are due today or overdue, counted up to one more than {@value #MOST_COUNTED}. */
    @Requires(Right.READ_FOLLOW_UPS)
    long pressing();

    @Requires(Right.READ_FOLLOW_UPS)
    DigestSettings digest();

    /**
     * Sets when the officer is told by mail.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when the hour is none, or it is wanted on no day
     */
    @Requires(Right.READ_FOLLOW_UPS)
    void set(DigestSettings settings);
}
