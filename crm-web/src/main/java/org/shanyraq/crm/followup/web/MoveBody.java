package org.shanyraq.crm.followup.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Where a follow-up is moved.
 *
 * @param reason at most 500 characters; needed for one that is dropped
 */
record MoveBody(
        @Needed @Nullable FollowUpState state, @Nullable String reason) {}
