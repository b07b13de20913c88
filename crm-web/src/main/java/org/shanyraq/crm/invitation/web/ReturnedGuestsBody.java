package org.shanyraq.crm.invitation.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Which guests are returned, and why.
 *
 * @param guests at most 1,000, each with the version that was shown
 * @param remark at most 500 characters; needed when the reason is {@code other}
 */
record ReturnedGuestsBody(
        @Needed @Nullable List<@Needed @Valid SeenGuest> guests,
        @Needed @Nullable ReturnReason reason,
        @Nullable String remark) {}
