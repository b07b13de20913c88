package org.shanyraq.crm.job;

/**
 * SPI: what is done about once a minute, such as noticing that a time has passed, and does little when there is nothing to do. Usually one instance
 * at a time does it; that nothing is done twice must not rest on that.
 */
public non-sealed interface FrequentWork extends RecurringWork {}
