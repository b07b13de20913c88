package org.shanyraq.crm.followup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;

/**
 * One step in the life of a follow-up or a commitment.
 *
 * @param state the state that it has since then
 * @param byName who did it, as they were called then
 * @param reason why, where that was said
 */
public record StateStep<S extends Enum<S>>(
        S state,
        Instant at,
        OfficerId by,
        String byName,
        @Nullable String reason) {}
