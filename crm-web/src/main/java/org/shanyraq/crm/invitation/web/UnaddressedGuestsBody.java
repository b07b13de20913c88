package org.shanyraq.crm.invitation.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * That all guests who have no address were invited otherwise.
 *
 * @param mark of them, as the list of recipients of an invitation showed them
 */
record UnaddressedGuestsBody(@Needed @Nullable String mark) {}
