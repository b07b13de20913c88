package org.shanyraq.crm.invitation;

/**
 * What became of a proposal of several guests.
 *
 * @param added how many came on the list by it
 * @param again how many of these had been returned or removed before
 * @param there how many were on it already
 * @param leftOff how many were returned or removed before and were left so, since that takes a proposal of its own
 */
public record ProposedGuests(int added, int again, int there, int leftOff) {}
