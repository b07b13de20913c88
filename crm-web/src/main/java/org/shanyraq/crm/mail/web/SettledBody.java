package org.shanyraq.crm.mail.web;

/**
 * What came of a decision.
 *
 * @param changed how many mails were not in that state before
 */
record SettledBody(int changed) {}
