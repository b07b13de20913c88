package org.shanyraq.crm.invitation;

/**
 * What became of a proposal of several guests.
 *
 * @param added how many came on the list by it
 * @param again how many of these had been returned or removed before
 * @param there how many were on it already
 * @param leftOff how many were returned or removed before and were left so, since that takes a proposal of its own
 * @param then how many of those added or there are wanted elsewhere {@link Elsewhere#THEN}, as far as the officer may know
 * @param thatWeek how many of them are wanted elsewhere {@link Elsewhere#THAT_WEEK}, as far as the officer may know
 */
public record ProposedGuests(int added, int again, int there, int leftOff, int then, int thatWeek) {

    /** None of whom is wanted elsewhere. */
    public ProposedGuests(int added, int again, int there, int leftOff) {
        this(added, again, there, leftOff, 0, 0);
    }
}
