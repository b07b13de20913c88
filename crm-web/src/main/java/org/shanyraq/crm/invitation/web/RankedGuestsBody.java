package org.shanyraq.crm.invitation.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Which guests are of which class.
 *
 * @param guests at most 1,000, each with the version that was shown
 * @param guestClass the same for all
 */
record RankedGuestsBody(
        @Needed @Nullable List<@Needed @Valid SeenGuest> guests,

        @Needed @Nullable GuestClass guestClass) {}
