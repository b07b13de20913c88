package org.shanyraq.crm.invitation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Which guests are decided on.
 *
 * @param invitations at most 1,000
 */
record ChosenGuestsBody(@Needed @Nullable List<InvitationId> invitations) {}
