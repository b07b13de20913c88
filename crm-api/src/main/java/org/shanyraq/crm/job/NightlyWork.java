package org.shanyraq.crm.job;

/** SPI: what is done every night, such as removing what was kept long enough. */
public non-sealed interface NightlyWork extends RecurringWork {}
