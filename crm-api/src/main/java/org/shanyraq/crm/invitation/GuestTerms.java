package org.shanyraq.crm.invitation;

/**
 * On which terms the guests of a dialogue get their seats.
 *
 * @param waitingOrder who of those who wait is offered a free seat first
 */
public record GuestTerms(WaitingOrder waitingOrder) {

    /** Those of a dialogue for which nobody chose any. */
    public static final GuestTerms USUAL = new GuestTerms(WaitingOrder.FIRST_COME);
}
