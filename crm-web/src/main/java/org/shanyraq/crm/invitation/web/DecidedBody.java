package org.shanyraq.crm.invitation.web;

/**
 * What came of a decision.
 *
 * @param changed how many guests were not in that state before
 */
record DecidedBody(int changed) {}
