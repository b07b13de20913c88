package org.shanyraq.crm.dialogue.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.web.Needed;

/**
 * How many guests there is room for.
 *
 * @param total seats in all, at least 1; left out: no limit
 * @param circles the most guests of a circle, 0 for none of them, never above {@code total}; may add up to more than {@code total}
 */
record CapacityBody(@Nullable Integer total, @Nullable Map<Circle, @Needed Integer> circles) {}
