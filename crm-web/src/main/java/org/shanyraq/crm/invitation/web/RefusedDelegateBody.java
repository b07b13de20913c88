package org.shanyraq.crm.invitation.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Why nobody may come in the place of a guest.
 *
 * @param version of the invitation that was shown
 * @param reason which the guest reads, at most 500 characters
 */
record RefusedDelegateBody(
        @Needed @Nullable Long version, @Needed @Nullable String reason) {}
