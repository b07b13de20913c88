package org.shanyraq.crm.exchange.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.exchange.RowDecision;
import org.shanyraq.crm.shared.web.Needed;

/**
 * What to do with rows that may be duplicates.
 *
 * @param row number of the row; left out: all rows that are not decided yet
 * @param decision what to do
 */
record DecisionBody(@Nullable Long row, @Needed @Nullable RowDecision decision) {}
