package org.shanyraq.crm.invitation;

/**
 * On which terms the guests of a dialogue get their seats.
 *
 * @param waitingOrder who of those who wait is offered a free seat first
 * @param companions how many people a guest may bring for whom nothing else is said, 0 to {@link #MOST_COMPANIONS}
 * @param unnamed whether a guest may bring people without naming them
 */
public record GuestTerms(WaitingOrder waitingOrder, int companions, boolean unnamed) {

    /** No guest brings more. */
    public static final int MOST_COMPANIONS = 9;

    /** Those of a dialogue for which nobody chose any. */
    public static final GuestTerms USUAL = new GuestTerms(WaitingOrder.FIRST_COME, 0, false);
}
