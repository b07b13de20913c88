package org.shanyraq.crm.invitation.web;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.shared.web.Needed;

/**
 * How many people guests may bring.
 *
 * @param guests at most 1,000, each with the version that was shown
 * @param companions the same for all, 0 to 9; as many as the terms say when left out
 */
record AllowedGuestsBody(
        @Needed @Nullable List<@Needed @Valid SeenGuest> guests,

        @Nullable Integer companions) {}
