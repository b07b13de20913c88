package org.shanyraq.crm.invitation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Which guests are returned, and why.
 *
 * @param invitations at most 1,000
 * @param remark at most 500 characters; needed when the reason is {@code other}
 */
record ReturnedGuestsBody(
        @Needed @Nullable List<InvitationId> invitations,
        @Needed @Nullable ReturnReason reason,
        @Nullable String remark) {}
