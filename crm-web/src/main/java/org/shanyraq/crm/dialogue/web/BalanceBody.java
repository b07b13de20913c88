package org.shanyraq.crm.dialogue.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Whom the dialogues of a series mean to reach.
 *
 * @param shares how many of a hundred guests are to come from a circle, 0 to 100, together at most 100
 * @param levels how many of a hundred guests are to be of a level, 0 to 100, together at most 100
 * @param institutions from how many different organisations guests are to come at least, 1 or more
 */
record BalanceBody(
        @Nullable Map<Circle, @Needed Integer> shares,
        @Nullable Map<Level, @Needed Integer> levels,
        @Nullable Integer institutions) {}
