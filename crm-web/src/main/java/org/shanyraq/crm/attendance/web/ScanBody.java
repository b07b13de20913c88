package org.shanyraq.crm.attendance.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;

/**
 * Who comes in: by code or by name.
 *
 * @param code of the guest's pass or badge
 * @param guest id of the guest on the list
 */
record ScanBody(@Nullable String code, @Nullable InvitationId guest) {}
