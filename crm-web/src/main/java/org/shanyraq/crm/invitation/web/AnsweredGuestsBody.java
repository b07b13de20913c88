package org.shanyraq.crm.invitation.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Which guests answered, and what.
 *
 * @param guests at most 1,000, each with the version that was shown
 * @param reply the same for all
 */
record AnsweredGuestsBody(
        @Needed @Nullable List<@Needed @Valid SeenGuest> guests,

        @Needed @Nullable GuestReply reply) {}
